import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import { readdirSync } from "node:fs";
import ts from "typescript-eslint";

const features = readdirSync(new URL("src/features", import.meta.url));

/** A feature never imports another, and what features stand on never imports a feature or the application. */
const boundaries = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,tsx}`],
  rules: forbid([
    ...features.filter((other) => other !== feature).map((other) => `**/features/${other}/**`),
    ...features.filter((other) => other !== feature).map((other) => `../${other}/**`),
    "**/app/**",
  ]),
}));

function forbid(group) {
  return { "no-restricted-imports": ["error", { patterns: [{ group, message: "This crosses a boundary." }] }] };
}

export default ts.config(
  { ignores: ["dist", "src/lib/api/schema.d.ts"] },
  js.configs.recommended,
  { files: ["scripts/*.mjs", "*.js"], languageOptions: { globals: globals.node } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...ts.configs.strictTypeChecked, a11y.flatConfigs.strict],
    languageOptions: { globals: globals.browser, parserOptions: { projectService: true } },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["src/{components,lib,locales}/**/*.{ts,tsx}"], rules: forbid(["**/features/**", "**/app/**"]) },
  ...boundaries,
);
