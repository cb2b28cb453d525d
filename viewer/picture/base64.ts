/** The bytes of a picture as base64. */
export function base64Of(picture: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onerror = () => fail(reader.error)
    // data:image/png;base64,...
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''))
    reader.readAsDataURL(picture)
  })
}
