import { CloseButton } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { dismissNews, useNews } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import styles from "./NewsRegion.module.css";

/** The one polite live region: verdicts and other news are read out and shown, and the focus stays where it is. */
export function NewsRegion(): ReactElement {
  const t = useTexts();
  return (
    <div className={`no-print ${styles.region}`} role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions">
      {useNews().map((item) => (
        <div key={item.id} className={item.quiet ? "visually-hidden" : styles.news}>
          <p>
            {item.text}
            {item.link && (
              <>
                {" "}
                <Link to={item.link.to} onClick={() => dismissNews(item.id)}>
                  {item.link.text}
                </Link>
              </>
            )}
          </p>
          {!item.quiet && <CloseButton size="2rem" aria-label={t.common.close} onClick={() => dismissNews(item.id)} />}
        </div>
      ))}
    </div>
  );
}
