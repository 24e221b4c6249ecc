// Draws a secret's remaining time as a shrinking ring. A secret that never expires has a full ring around a dot.

const RADIUS = 7;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** The number of lengths of the ring, half a pixel apart. A ring that shrank every second would keep the page repainting. */
const STEPS = 90;

export function ExpiryRing({ share, isEndless = false }: { share: number; isEndless?: boolean }) {
  return (
    <svg className="expiry-ring" viewBox="0 0 18 18" aria-hidden="true" data-low={share < 0.2}>
      <circle className="expiry-ring-ground" cx="9" cy="9" r={RADIUS} />
      <circle
        className="expiry-ring-left"
        cx="9"
        cy="9"
        r={RADIUS}
        strokeDasharray={CIRCUMFERENCE}
        strokeDashoffset={CIRCUMFERENCE * (1 - Math.round(share * STEPS) / STEPS)}
      />
      {isEndless && <circle className="expiry-ring-dot" cx="9" cy="9" r="2.5" />}
    </svg>
  );
}
