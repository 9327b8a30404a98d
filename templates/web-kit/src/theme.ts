import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

const kept = "hostler.theme";
const listeners = new Set<() => void>();
const systemDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(kept);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function currentTheme(): "light" | "dark" {
  const choice = themeChoice();
  return choice === "system" ? (systemDark() ? "dark" : "light") : choice;
}

export function chooseTheme(choice: ThemeChoice) {
  if (choice === "system") localStorage.removeItem(kept);
  else localStorage.setItem(kept, choice);
  applyTheme();
}

/** Called first of all, before anything is drawn. */
export function applyTheme() {
  document.documentElement.classList.toggle("dark", currentTheme() === "dark");
  for (const listener of listeners) listener();
}

/** Follows the system's choice as it changes. */
export function watchSystemTheme() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
}

export function useTheme(): "light" | "dark" {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => currentTheme(),
  );
}
