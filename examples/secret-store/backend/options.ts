/** The settings of a deployment. */
export interface BackendOptions {
  /** The developer's key. */
  readonly apiKey: string;
  /** The app's signing secret, from the Dashboard's page of the app. */
  readonly signingSecret: string;
  /** The provider's origin. */
  readonly provider: string;
  /** The client secret that the provider issued at registration. */
  readonly clientSecret: string;
  /** Gives the address that users go back to after they connected their company. */
  readonly dashboard: () => string;
  /** Where Stripe is: left out in production, the emulator's origin here. */
  readonly stripe?: string | undefined;
  /** The port on 127.0.0.1; 0, a free one, unless given. */
  readonly port?: number | undefined;
}
