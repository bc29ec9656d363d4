// Opens the reporter's form where there is no network, for those who have asked for it: the bare form, without what its
// reporter has sent and without a session, and its style and scripts. It goes when the session has ended.
"use strict";
const page = new URL("report", self.location.href).pathname;
const store = `mawqif ${page}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin, search } = new URL(request.url);
  if (request.method !== "GET" || search === "?bare=yes" || origin !== self.location.origin || request.headers.has("x-fresh")) return;
  const isPage = pathname === page;
  if (!isPage && !pathname.startsWith("/static/")) return;
  event.respondWith((async () => {
    const cache = await caches.open(store);
    const kept = await cache.match(request, { ignoreSearch: true });
    // What is static has its content in its address.
    if (!isPage && kept) return kept;
    let answer;
    try {
      answer = await fetch(request);
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
    if (!isPage) {
      if (answer.ok) await cache.put(request, answer.clone());
    } else if (answer.redirected || answer.status === 401 || answer.status === 403) {
      await caches.delete(store);
      await self.registration.unregister();
    } else if (answer.ok) {
      event.waitUntil(fetch(`${page}?bare=yes`, { credentials: "same-origin" }).then((bare) => bare.ok && !bare.redirected && cache.put(page, bare)).catch(() => {}));
    }
    return answer;
  })());
});
