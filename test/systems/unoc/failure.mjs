// What the user can put right.

/** One sentence that says what is wrong and what to do. */
export class UnocFailure extends Error {}
