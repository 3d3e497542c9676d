import { Button, createTheme, Modal, ModalHeader, PasswordInput, Select, TextInput, Tooltip, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eceefa",
  "#d6daf0",
  "#aab3de",
  "#7c89cc",
  "#5766bb",
  "#4152b2",
  "#3547a3",
  "#2c3d92",
  "#25357f",
  "#1a2763",
];

const field = { size: "md" as const };

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: 8,
  colors: { ink },
  black: "#1a2230",
  defaultRadius: 6,
  fontFamily: '"Golos Text Variable", "Segoe UI", "PT Sans", system-ui, sans-serif',
  fontFamilyMonospace: "var(--mono)",
  headings: { fontWeight: "620" },
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { fw: 560 } }),
    TextInput: TextInput.extend({ defaultProps: field }),
    PasswordInput: PasswordInput.extend({ defaultProps: field }),
    Select: Select.extend({ defaultProps: { allowDeselect: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 350, events: { hover: true, focus: true, touch: false } } }),
    Modal: Modal.extend({ defaultProps: { centered: true, returnFocus: true } }),
    // A `header` element of its own would stand as a second banner of the page.
    ModalHeader: ModalHeader.extend({ defaultProps: { role: "presentation" } }),
  },
});

/** Grey and red words of the library at the contrast of ours. */
export const variables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-anchor": "var(--accent)",
  },
  light: {
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-default-border": "var(--line-strong)",
  },
  dark: {},
});
