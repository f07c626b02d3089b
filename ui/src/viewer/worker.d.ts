/** pdf.js says nothing of the types of its other half: it is only handed on. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
