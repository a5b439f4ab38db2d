// How the line does, in one word: by the round trip, by what is lost of what this site sends, and by
// what was lost and how long the program stood still here in the last seconds.

const LAST_MS = 5000;
const FEW = 50; // packets: a share of fewer says nothing

const POOR = { ms: 400, lost: 0.1, still: 0.3 };
const FAIR = { ms: 200, lost: 0.03, still: 0.1 };

export class Quality {
  constructor() { this.counts = []; }

  // ms: round trip; up: share lost of what is sent, 0 to 1; since the connection began: packets
  // received and missing, frozen: s that the program stood still. at: the time now, in ms.
  // Returns good, fair or poor.
  judge({ ms, up, received, missing, frozen }, at) {
    this.counts = [...this.counts.filter((one) => at - one.at <= LAST_MS), { received, missing, frozen, at }];
    const [first] = this.counts;
    const came = received - first.received;
    const gone = Math.max(0, missing - first.missing); // what comes late after all is taken back
    const down = came + gone < FEW ? 0 : gone / (came + gone);
    const still = at > first.at ? 1000 * (frozen - first.frozen) / (at - first.at) : 0;
    const over = (most) => ms > most.ms || Math.max(up, down) > most.lost || still > most.still;
    return over(POOR) ? 'poor' : over(FAIR) ? 'fair' : 'good';
  }
}
