// Lists all questions, in the order of a run.

import type { Question } from "../question";
import { ANSWERS } from "./answers";
import { EXPIRY } from "./expiry";
import { INSIDE } from "./inside";
import { REQUESTS } from "./requests";
import { SCOPE } from "./scope";
import { TEXTS } from "./texts";
import { USERS } from "./users";

export const QUESTIONS: readonly Question[] = [...SCOPE, ...EXPIRY, ...TEXTS, ...USERS, ...ANSWERS, ...REQUESTS, ...INSIDE];
