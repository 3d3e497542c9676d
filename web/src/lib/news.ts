import { Store, useStore } from "./store";

/** A piece of news for the one polite live region: said once, and shown until it is put away or grows old. */
export interface News {
  id: number;
  text: string;
  /** Only read out: the page shows the same elsewhere. */
  quiet: boolean;
  link?: { to: string; text: string };
}

const SHOWN_MS = 12_000;
const news = new Store<readonly News[]>([]);
let last = 0;

export function announce(text: string, link?: News["link"]): void {
  add(link ? { text, link, quiet: false } : { text, quiet: false });
}

/** Say to those who listen what the others see anyway. */
export function say(text: string): void {
  add({ text, quiet: true });
}

function add(piece: Omit<News, "id">): void {
  last += 1;
  const item = { ...piece, id: last };
  news.update((items) => [...items.slice(-2), item]);
  setTimeout(() => dismissNews(item.id), SHOWN_MS);
}

export function dismissNews(id: number): void {
  news.update((items) => items.filter((item) => item.id !== id));
}

export function useNews(): readonly News[] {
  return useStore(news);
}
