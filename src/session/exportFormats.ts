export type ExportFormat = 'markdown' | 'html' | 'ipynb' | 'json' | 'pdf';

export const EXPORT_FORMATS: readonly ExportFormat[] = ['markdown', 'html', 'ipynb', 'json', 'pdf'];

/** How a file of each format ends, without the dot. */
export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  markdown: 'md',
  html: 'html',
  ipynb: 'ipynb',
  json: 'json',
  pdf: 'pdf',
};
