import { expiry } from "./expiry";
import { lifetime } from "./lifetime";
import { lists } from "./lists";
import { loading } from "./loading";
import { providers } from "./providers";
import { saving } from "./saving";
import { writes } from "./writes";

/** By what they are about. Their modules import nothing that runs, so that the names can be read outside of a page. */
export const subjects = {
  "loading a secret": loading,
  "what comes and goes": lifetime,
  "saving and removing": saving,
  "several writes": writes,
  "lists of secrets": lists,
  providers,
  "secrets that expire": expiry,
};

export const scenarios = Object.assign({}, ...Object.values(subjects)) as typeof loading;
