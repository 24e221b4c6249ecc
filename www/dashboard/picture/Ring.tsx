// The time that is left, as a ring that shrinks. A secret that never expires has a whole one around a dot.

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

export function Ring({ share, isEndless = false }: { share: number; isEndless?: boolean }) {
  return (
    <svg className="ring" viewBox="0 0 18 18" aria-hidden="true" data-low={share < 0.2}>
      <circle className="ring-ground" cx="9" cy="9" r={RADIUS} />
      <circle className="ring-left" cx="9" cy="9" r={RADIUS} strokeDasharray={ROUND} strokeDashoffset={ROUND * (1 - share)} />
      {isEndless && <circle className="ring-dot" cx="9" cy="9" r="2.5" />}
    </svg>
  );
}
