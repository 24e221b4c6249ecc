import { expiry } from "./expiry";
import { lifetime } from "./lifetime";
import { lists } from "./lists";
import { loading } from "./loading";
import { providers } from "./providers";
import { saving } from "./saving";
import { writes } from "./writes";

/** The scenarios by subject. Their modules import only types, so that the names can be read outside of a page. */
export const subjects = {
  "loading a secret": loading,
  "mounting and unmounting": lifetime,
  "saving and removing": saving,
  "several writes": writes,
  "lists of secrets": lists,
  providers,
  "secrets that expire": expiry,
};

export const scenarios = Object.assign({}, ...Object.values(subjects)) as typeof loading;
