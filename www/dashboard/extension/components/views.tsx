// Shows the root components of views: context, sign-in and onboarding views.

import type { ReactNode } from "react";
import { Button } from "./actions";
import { Image } from "./images";
import { Tasks, type Task } from "./tasks";

interface View {
  children?: ReactNode;
  title?: string;
  description?: string;
  actions?: ReactNode;
  banner?: ReactNode;
  brandColor?: string;
  brandIcon?: string;
  externalLink?: { label: string; href: string };
  primaryAction?: ReactNode;
  secondaryAction?: ReactNode;
  footerContent?: ReactNode;
}

export function ContextView({ title, description, actions, banner, externalLink, children, ...rest }: View) {
  return (
    <article className="context-view">
      <header>
        <Brand {...rest} />
        <h2>{title}</h2>
        {description !== undefined && <p className="hint">{description}</p>}
        {externalLink && (
          <Button href={externalLink.href} target="_blank">
            {externalLink.label}
          </Button>
        )}
        {actions && <div className="buttons">{actions}</div>}
      </header>
      {banner}
      {children}
      <Footer {...rest} />
    </article>
  );
}

const COLOR = /^#[0-9a-f]{3,8}$/i;

function Brand({ brandColor = "", brandIcon }: Pick<View, "brandColor" | "brandIcon">) {
  if (brandIcon === undefined) return null;
  return (
    <span className="brand" style={COLOR.test(brandColor) ? { background: brandColor } : {}}>
      <Image src={brandIcon} alt="" width={24} height={24} />
    </span>
  );
}

export function Footer({
  primaryAction,
  secondaryAction,
  footerContent,
}: Pick<View, "primaryAction" | "secondaryAction" | "footerContent">) {
  if (!primaryAction && !secondaryAction && !footerContent) return null;
  return (
    <footer className="view-footer">
      {footerContent && <div>{footerContent}</div>}
      {(primaryAction || secondaryAction) && (
        <div className="buttons">
          {secondaryAction}
          {primaryAction}
        </div>
      )}
    </footer>
  );
}

interface SignInAction {
  label: string;
  href?: string;
  onPress?: () => void;
}

interface SignIn extends Omit<View, "primaryAction" | "secondaryAction"> {
  primaryAction?: SignInAction;
  secondaryAction?: SignInAction;
  descriptionActionTitle?: string;
  descriptionActionLabel?: string;
  descriptionActionContents?: ReactNode;
}

export function SignInView({ description, primaryAction, secondaryAction, footerContent, ...rest }: SignIn) {
  const { descriptionActionTitle, descriptionActionLabel, descriptionActionContents } = rest;
  const button = (action: SignInAction | undefined, type: "primary" | "secondary") =>
    action && (
      <Button type={type} href={action.href} onPress={action.onPress} target="_blank">
        {action.label}
      </Button>
    );
  return (
    <article className="context-view sign-in">
      <Brand {...rest} />
      <p>{description}</p>
      {descriptionActionContents && (
        <details>
          <summary>{descriptionActionLabel ?? descriptionActionTitle}</summary>
          {descriptionActionTitle && <h3>{descriptionActionTitle}</h3>}
          {descriptionActionContents}
        </details>
      )}
      <div className="buttons">
        {button(primaryAction, "primary")}
        {button(secondaryAction, "secondary")}
      </div>
      {footerContent && <footer className="hint">{footerContent}</footer>}
    </article>
  );
}

interface Onboarding {
  children?: ReactNode;
  title?: string;
  description?: string;
  error?: ReactNode;
  tasks?: Task[];
  completed?: boolean;
  pending?: boolean;
}

export function OnboardingView({ title, description, error, tasks = [], completed = false, pending = false, children }: Onboarding) {
  return (
    <article className="context-view" aria-busy={pending}>
      <header>
        <h2>{title}</h2>
        {description !== undefined && <p className="hint">{description}</p>}
      </header>
      {error && (
        <div role="alert" className="banner critical">
          {error}
        </div>
      )}
      <Tasks tasks={tasks} />
      {children}
      {completed && <p role="status">Setup is complete.</p>}
    </article>
  );
}
