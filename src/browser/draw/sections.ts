type Draw = (section: Element) => void;

/** Sections that still show another plan, and how to draw them; in the order of the page. */
const stale = new Map<Element, Draw>();
/** A task ends with the section in which it has taken so long. */
const TASK_MS = 8;
/** Nobody types any more, and the ranges are drawn, too. */
const SETTLED_MS = 1000;

const onScreen = new Set<Element>();
let whenDone: () => void = () => {};
let settling: ReturnType<typeof setTimeout> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The parts of the page that are drawn one by one: its head and its sections. */
const sections = (): NodeListOf<Element> => document.querySelectorAll('header.masthead, main > section');

/** Follows which sections a reader sees. Whatever is printed is up to date: listen before those who take the page apart for paper. */
export function followSections(): void {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
      if (isIntersecting) drawNow(target);
    }
  });
  for (const section of sections()) observer.observe(section);
  window.addEventListener('beforeprint', () => {
    for (const section of [...stale.keys()]) drawNow(section);
  });
}

/**
 * Draws what is on the screen at once, and the other sections in tasks of their own, a few milliseconds each: between them the browser paints
 * and hears its reader.
 */
export function drawFirst(draw: Draw, done: () => void): void {
  whenDone = done;
  clearTimeout(settling);
  document.documentElement.classList.add('redrawn');
  for (const section of sections()) stale.set(section, draw);
  for (const section of [...stale.keys()]) if (onScreen.has(section)) drawNow(section);
  // The frame with what is on the screen comes first.
  requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(drawRest);
  });
}

function drawRest(): void {
  const until = performance.now() + TASK_MS;
  for (const section of [...stale.keys()]) {
    drawNow(section);
    if (performance.now() < until) continue;
    timer = setTimeout(drawRest);
    return;
  }
  // Laid out whole again, a link leads to where its section ends up.
  settling = setTimeout(() => document.documentElement.classList.remove('redrawn'), SETTLED_MS);
  whenDone();
}

function drawNow(section: Element): void {
  const draw = stale.get(section);
  stale.delete(section);
  draw?.(section);
}
