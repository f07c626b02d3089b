/** What is being done about finding records, while it is being done. */
export type FindingChange = 'turning-on' | 'turning-off' | 'searching-again';
