import { access } from "./access";
import { common } from "./common";
import { disputes } from "./disputes";
import { explaining } from "./explaining";
import { findings } from "./findings";
import { formEditor, remarks } from "./formEditor";
import { journal } from "./journal";
import { oversight } from "./oversight";
import * as pages from "./pages";
import { precheck } from "./precheck";
import { receipt, report, reports, upload } from "./reports";
import * as register from "./register";
import { rules } from "./rules";
import { security } from "./security";
import { shell } from "./shell";
import { statuses } from "./statuses";
import { trials } from "./trials";
import { verdicts } from "./verdicts";

/** Every word of the interface in Russian: the catalogue that the others are typed after. */
export const ru = {
  ...pages,
  ...register,
  access,
  common,
  disputes,
  explaining,
  findings,
  formEditor,
  journal,
  oversight,
  precheck,
  receipt,
  remarks,
  report,
  reports,
  rules,
  security,
  shell,
  statuses,
  trials,
  upload,
  verdicts,
};

export type Texts = typeof ru;
