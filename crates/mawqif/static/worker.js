// Opens the reporter's form where there is no network, for those who have asked for it: the page as it last came, with its
// style and scripts. Nothing else of the case is kept.
"use strict";
const page = new URL("report", self.location.href).pathname;
const store = `mawqif ${page}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || request.headers.has("x-fresh")) return;
  const isPage = pathname === page;
  if (!isPage && !pathname.startsWith("/static/")) return;
  event.respondWith((async () => {
    const cache = await caches.open(store);
    const kept = await cache.match(request, { ignoreSearch: true });
    // What is static has its content in its address.
    if (!isPage && kept) return kept;
    try {
      const answer = await fetch(request);
      if (answer.ok && !answer.redirected && !search) await cache.put(request, answer.clone());
      return answer;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  })());
});
