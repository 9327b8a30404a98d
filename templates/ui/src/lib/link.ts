import { createContext, useContext, type ComponentType, type ReactNode } from "react";

export interface UiLinkProps {
  href: string;
  className?: string;
  children?: ReactNode;
  title?: string;
  "aria-current"?: "page" | undefined;
  "aria-label"?: string;
  onClick?: () => void;
}

/** How a control links inside the application: the application gives its router's link. */
export const LinkContext = createContext<ComponentType<UiLinkProps> | "a">("a");

export function useLink() {
  return useContext(LinkContext);
}
