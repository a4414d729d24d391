/** Calls once when the system or a person asks to stop (SIGTERM, Ctrl-C); asked again, the process ends at once. @returns how to listen no more */
export function onStopSign(stop: () => void): () => void {
  const asked = (): void => {
    off();
    stop();
  };
  const off = (): void => {
    process.off('SIGTERM', asked).off('SIGINT', asked);
  };
  process.on('SIGTERM', asked).on('SIGINT', asked);
  return off;
}
