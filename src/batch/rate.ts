/** "412 of 1,000, 38.2 a second, 15 s left": how far a batch is. `seconds` since it started; nothing is said of the rate before the first row. */
export function rateText(done: number, of: number, seconds: number): string {
  const rate = done / seconds;
  const said = `${done} of ${of}`;
  if (done === 0 || !Number.isFinite(rate)) return said;
  const left = (of - done) / rate;
  const time =
    left < 90 ? `${Math.ceil(left)} s` : left < 5400 ? `${Math.round(left / 60)} min` : `${(left / 3600).toFixed(1)} h`;
  return `${said}, ${rate.toFixed(1)} a second, ${time} left`;
}
