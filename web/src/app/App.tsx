import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useLayoutEffect, type ReactElement } from "react";
import { RouterProvider } from "react-router";
import { usePreferences } from "~/lib/preferences";
import { queryClient } from "~/lib/queryClient";
import { router } from "./router";
import { theme, variables } from "./theme";

export function App(): ReactElement {
  const { language, vision } = usePreferences();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.toggleAttribute("data-vision", vision);
  }, [language, vision]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme="light" deduplicateInlineStyles>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
