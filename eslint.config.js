import { relative, resolve, sep } from "node:path";

import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The feature that a file belongs to: "portal/invoices", or "" for none. */
function featureOf(path) {
  const found = /(portal|admin)\/src\/features\/([^/]+)/.exec(
    relative(import.meta.dirname, path)
      .split(sep)
      .join("/"),
  );
  return found ? `${found[1]}/${found[2]}` : "";
}

const noNeighbours = {
  meta: { type: "problem", schema: [], messages: { neighbour: "A feature imports no other feature: what both need belongs beside them, or in web-kit." } },
  create(context) {
    const own = featureOf(context.filename);
    const look = (node) => {
      const source = node.source?.value;
      if (!own || typeof source !== "string" || !source.startsWith(".")) return;
      const other = featureOf(resolve(context.filename, "..", source));
      if (other && other !== own) context.report({ node, messageId: "neighbour" });
    };
    return { ImportDeclaration: look, ImportExpression: look, ExportNamedDeclaration: look, ExportAllDeclaration: look };
  },
};

export default tseslint.config(
  { ignores: ["build/**", "build-*/**", "node_modules/**", "var/**", "templates/web-kit/src/schema.ts"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  a11y.flatConfigs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks, hostler: { rules: { "no-neighbours": noNeighbours } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    settings: { "jsx-a11y": { components: { Input: "input", Button: "button", Label: "label" } } },
    rules: {
      // The rules of hooks; those of the compiler, which we do not use, refuse a link that comes from a context.
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "hostler/no-neighbours": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": ["error", { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "HTML of the server's is shown by <Prose> alone." }],
    },
  },
  { files: ["templates/ui/src/components/prose.tsx"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["templates/ui/src/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@hostler/web-kit/*", "@tanstack/react-query", "@tanstack/react-router"], message: "The controls know no application." }] },
      ],
    },
  },
  {
    files: ["**/*.{mjs,js}"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        fetch: "readonly",
        performance: "readonly",
        requestAnimationFrame: "readonly",
        KeyboardEvent: "readonly",
        PerformanceObserver: "readonly",
        setTimeout: "readonly",
        document: "readonly",
        localStorage: "readonly",
        URL: "readonly",
        window: "readonly",
        location: "readonly",
        Buffer: "readonly",
      },
    },
  },
);
