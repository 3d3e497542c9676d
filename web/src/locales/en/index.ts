import type { Texts } from "../ru";
import { access } from "./access";
import { common } from "./common";
import { disputes } from "./disputes";
import { explaining } from "./explaining";
import { findings } from "./findings";
import { formEditor, remarks } from "./formEditor";
import * as pages from "./pages";
import { precheck } from "./precheck";
import { receipt, report, reports, upload } from "./reports";
import { rules } from "./rules";
import { security } from "./security";
import { shell } from "./shell";
import { statuses } from "./statuses";
import { verdicts } from "./verdicts";

export const en: Texts = {
  ...pages,
  access,
  common,
  disputes,
  explaining,
  findings,
  formEditor,
  precheck,
  receipt,
  remarks,
  report,
  reports,
  rules,
  security,
  shell,
  statuses,
  upload,
  verdicts,
};
