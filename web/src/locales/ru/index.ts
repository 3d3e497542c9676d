import { common } from "./common";
import { findings } from "./findings";
import * as pages from "./pages";
import { receipt, report, reports, upload } from "./reports";
import { shell } from "./shell";
import { statuses } from "./statuses";

/** Every word of the interface in Russian: the catalogue that the others are typed after. */
export const ru = { ...pages, common, findings, receipt, report, reports, shell, statuses, upload };

export type Texts = typeof ru;
