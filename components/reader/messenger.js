/* The small component between Python and the reading view. It lives in the detail panel's fragment, so that a click reruns the
   panel only and the texts are never sent again. What the reader chose goes to Python as the state "chosen"; Python answers with
   what it shows ("shown") and with commands ({n, selected}). If the two differ, because a key was pressed while Python was still
   busy with the one before, the choice is sent once more. */
const CHANNEL = Symbol.for("lesarten.reading");
const listening = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const channel = (globalThis[CHANNEL] ??= new EventTarget());
  listening.get(parentElement)?.abort();
  const stop = new AbortController();
  listening.set(parentElement, stop);
  const send = () => setStateValue("chosen", channel.chosen ?? null);
  channel.addEventListener("chosen", send, { signal: stop.signal });
  if (data && data.n !== channel.lastCommand) {
    channel.lastCommand = data.n;
    channel.command = data;
    channel.dispatchEvent(new CustomEvent("command", { detail: data }));
  } else if (data && channel.chosen !== undefined && differs(channel.chosen, data.shown ?? {})) {
    send();
  }
  return () => stop.abort();
}

function differs(chosen, shown) {
  const key = (x) => JSON.stringify([x.selected ?? null, x.hidden ?? [], x.find ?? ""]);
  return key(chosen) !== key(shown);
}
