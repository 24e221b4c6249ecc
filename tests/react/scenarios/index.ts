import { enabling } from "./enabling";
import { expiry } from "./expiry";
import { initialData } from "./initial-data";
import { lifetime } from "./lifetime";
import { lists } from "./lists";
import { loading } from "./loading";
import { polling } from "./polling";
import { providers } from "./providers";
import { saving } from "./saving";
import { schemas } from "./schemas";
import { signIns } from "./sign-ins";
import { writes } from "./writes";

/** The scenarios by subject. Their modules import only types, so that the names can be read outside of a page. */
export const subjects = {
  "loading a secret": loading,
  "secrets that are not enabled": enabling,
  "initial data": initialData,
  "mounting and unmounting": lifetime,
  "saving and removing": saving,
  "several writes": writes,
  "lists of secrets": lists,
  providers,
  "secrets that expire": expiry,
  "signing in": signIns,
  "loading again": polling,
  "secrets with a schema": schemas,
};

export const scenarios = Object.assign({}, ...Object.values(subjects)) as typeof loading;
