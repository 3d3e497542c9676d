import type { ReactElement } from "react";
import { Link } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { useTexts } from "~/lib/texts";

export function NotFound(): ReactElement {
  const t = useTexts().shell;
  return (
    <>
      <PageHeader title={t.notFound} below={t.notFoundText} />
      <Link to="/">{t.toHome}</Link>
    </>
  );
}
