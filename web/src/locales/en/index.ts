import type { Texts } from "../ru";
import { common } from "./common";
import { findings } from "./findings";
import * as pages from "./pages";
import { receipt, report, reports, upload } from "./reports";
import { shell } from "./shell";
import { statuses } from "./statuses";

export const en: Texts = { ...pages, common, findings, receipt, report, reports, shell, statuses, upload };
