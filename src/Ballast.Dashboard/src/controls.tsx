import { useEffect, useRef, useState } from "preact/hooks";
import { number, plain } from "./format";
import { AppError, call, keys, reading, refresh } from "./store";
import type { FlattenAnswer, Page, Policy, Position, Risk } from "./types";
import { Choice } from "./ui";

type Act = "halt" | "resume" | "flatten";

/** Halt, resume, flatten: what it will do stands there before the button does it, and the key is asked for. */
export function Controls({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const risk = reading<Risk>("risk").data;
  const [act, setAct] = useState<Act>("halt");
  const [symbol, setSymbol] = useState("");
  const [scope, setScope] = useState(false);
  const [restart, setRestart] = useState(false);
  const [key, setKey] = useState(keys.known ?? "");
  const [keep, setKeep] = useState(keys.known !== null);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ tone: string; text: string } | null>(null);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) {
      setAct(risk?.halt ? "resume" : "halt");
      setAnswer(null);
      dialog.current?.showModal();
    }
  }, [isOpen]);

  const symbols = reading<Page<Policy>>("policy").data?.items.map(p => p.symbol) ?? [];
  const held = (reading<Page<Position>>("positions").data?.items ?? []).filter(p => p.quantity !== 0 && (!symbol || p.symbol === symbol));
  const run = async () => {
    setBusy(true);
    setAnswer(null);
    const query = [symbol && `symbol=${symbol}`, act === "flatten" && scope && !symbol && "scope=all", act === "resume" && restart && !symbol && "restart=true"].filter(q => q).join("&");
    try {
      const said = await call<{ detail?: string } & Partial<FlattenAnswer>>(`${act}${query && `?${query}`}`, { method: "POST", key, patience: 60_000 });
      setAnswer(act === "flatten" ? flattened(said as FlattenAnswer) : { tone: "calm", text: said.detail ?? "Done." });
      keys.set(key, keep);
    } catch (failure) {
      const { status, message } = failure as AppError;
      setAnswer({ tone: "alarm", text: status === 401 ? "That key is wrong: nothing was done. Controls take the master key, in host-keys.json beside the journal." : status === 0 ? "The app did not answer: it is not known whether this was done. Look at the state above before trying again." : message });
    }
    setBusy(false);
    refresh();
  };

  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="controls-title" class="controls">
      <form onSubmit={e => { e.preventDefault(); void run(); }}>
        <header><h2 id="controls-title">Controls</h2><button type="button" class="quiet" onClick={() => dialog.current?.close()} aria-label="Close">✕</button></header>
        <Choice label="What to do" options={["halt", "resume", "flatten"]} value={act} onChange={v => { setAct(v as Act); setAnswer(null); }} show={v => v[0]!.toUpperCase() + v.slice(1)} />
        <label>Where <select value={symbol} onChange={e => setSymbol(e.currentTarget.value)}><option value="">the whole account</option>{symbols.map(s => <option key={s}>{s}</option>)}</select></label>
        <div class={`will ${act}`}>
          <p><b>{title(act, symbol)}</b></p>
          {act === "halt" && <p>No new entries {symbol ? `on ${symbol}` : "anywhere"} from now on, over restarts too, until somebody resumes. Open positions keep their stops and targets; exits go on.</p>}
          {act === "resume" && <><p>Entries are allowed again{symbol ? ` on ${symbol}` : ""} where no other guard stops them. After a halt sizes come back in steps (staged return).</p>
            {!symbol && <label class="check"><input type="checkbox" checked={restart} onChange={e => setRestart(e.currentTarget.checked)} /> Take the losses as they are: peak, streaks and recovery begin anew</label>}</>}
          {act === "flatten" && <>
            {held.length === 0 ? <p>Nothing of ours is open{symbol ? ` on ${symbol}` : ""}; waiting entries are voided.</p>
              : <ul>{held.map(p => <li key={p.symbol}>Closes <b>{p.symbol} {p.side} {plain(p.quantity)}</b> at the market{p.unrealisedPnl !== undefined && `, now at ${number(p.unrealisedPnl)} USDT`}, then cancels its stop and targets.</li>)}</ul>}
            <p>It does not halt: the next alert may enter again. Halt first if that must not be.</p>
            {!symbol && <label class="check"><input type="checkbox" checked={scope} onChange={e => setScope(e.currentTarget.checked)} /> Also what is on the exchange and not ours</label>}
          </>}
        </div>
        <label>Master key <input type="password" autocomplete="off" required value={key} onInput={e => setKey(e.currentTarget.value)} /></label>
        <label class="check"><input type="checkbox" checked={keep} onChange={e => setKeep(e.currentTarget.checked)} /> Keep it in this tab until it is closed</label>
        <div role="status" aria-live="assertive">{answer && <p class={`answer ${answer.tone}`}>{answer.text}</p>}</div>
        <footer><button type="submit" class={act === "resume" ? "primary" : "danger"} disabled={isBusy || !key}>{isBusy ? "Asking …" : title(act, symbol)}</button></footer>
      </form>
    </dialog>
  );
}

const title = (act: Act, symbol: string) => act === "halt" ? `Halt entries${symbol ? ` on ${symbol}` : ""}` : act === "resume" ? `Resume entries${symbol ? ` on ${symbol}` : ""}` : symbol ? `Close ${symbol} now` : "Close everything now";

function flattened(f: FlattenAnswer) {
  const text = [f.isFlat ? "Flat." : "Not flat yet.", ...f.done, ...f.left.map(l => `Still open: ${l}.`), ...f.foreign.map(l => `Not ours: ${l}.`), ...f.problems].join(" ");
  return { tone: f.isFlat && f.problems.length === 0 ? "calm" : "alarm", text };
}

/** Where the app wants a key to read: from another machine, or in Azure. */
export function Locked() {
  const [key, setKey] = useState("");
  const [keep, setKeep] = useState(true);
  return (
    <section class="card full locked" aria-labelledby="locked-title">
      <header><h2 id="locked-title">A key, please</h2></header>
      <p>From another machine the app asks for a function key. It is sent with each read as a header and kept in this tab only.</p>
      {keys.known && <p class="problem" role="alert">The app does not take this key.</p>}
      <form onSubmit={e => { e.preventDefault(); keys.set(key, keep); }}>
        <label>Function or master key <input type="password" autocomplete="off" required value={key} onInput={e => setKey(e.currentTarget.value)} /></label>
        <label class="check"><input type="checkbox" checked={keep} onChange={e => setKeep(e.currentTarget.checked)} /> Keep it until this tab is closed</label>
        <button type="submit" class="primary">Read</button>
      </form>
    </section>
  );
}
