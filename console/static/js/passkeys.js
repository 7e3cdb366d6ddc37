// Passkeys: asks the server what to sign, lets the browser sign it, and goes where the answer says.

const CSRF = "X-CSRF-Token";

const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const toText = (buffer) => {
  if (!buffer) return undefined;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function post(address, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const said = document.body.getAttribute("hx-headers");
  if (said) headers[CSRF] = JSON.parse(said)[CSRF];
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    location.reload();
    return new Promise(() => {});
  }
  if (answer.ok) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  throw new Error(page.querySelector("[role=alert]:not([hidden])")?.textContent.trim() || "This did not work. Nothing was changed; try again.");
}

async function sign(options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge), allowCredentials: descriptors(options.allowCredentials) };
  const made = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = made.response;
  return {
    clientDataJSON: toText(clientDataJSON),
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: toText(userHandle),
    made,
  };
}

async function make(options) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = made.response;
  const transports = made.response.getTransports?.() ?? [];
  return { clientDataJSON: toText(clientDataJSON), attestationObject: toText(attestationObject), transports, made };
}

async function go(address, next) {
  const options = await post(`${address}/options`, {});
  const { made, ...response } = options.user ? await make(options) : await sign(options);
  const credential = {
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: {},
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
  };
  const { to } = await post(address, { credential, next });
  location.assign(to);
}

const words = (error) => {
  if (error.name === "NotAllowedError") return "It was cancelled, or took too long. Nothing was changed.";
  if (error.name === "InvalidStateError") return "This device has a passkey for this account already.";
  return error.message;
};

if (window.PublicKeyCredential) {
  for (const box of document.querySelectorAll("[data-passkey]")) {
    const button = box.querySelector("button");
    const alert = box.querySelector("[role=alert]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      alert.hidden = true;
      try {
        await go(box.dataset.passkey, box.dataset.next);
      } catch (error) {
        alert.textContent = words(error);
        alert.hidden = false;
        button.disabled = false;
      }
    });
  }
}
