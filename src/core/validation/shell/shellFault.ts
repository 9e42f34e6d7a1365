/** What a shell would refuse in a text, and where. */
export interface ShellFault {
  readonly at: number;
  readonly what: string;
}
