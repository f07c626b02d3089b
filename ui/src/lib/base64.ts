/** The bytes of a piece of a file, as a command takes them. */
export function base64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const text = String(reader.result);
      resolve(text.slice(text.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    if (piece.size === 0) resolve('');
    else reader.readAsDataURL(piece);
  });
}
