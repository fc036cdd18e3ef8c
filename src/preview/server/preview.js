/* What the preview does in a page: it asks the server whether the page is still what it would be now, and loads it
   again when it is not. ES5, for the browsers of school offices. */
(function () {
  "use strict";

  var corner = document.getElementById("gkpv-corner");
  if (!corner) { return; }
  var bar = document.getElementById("gkpv-bar");
  var tag = document.getElementById("gkpv-tag");
  var panel = document.getElementById("gkpv-panel");
  var body = document.getElementById("gkpv-faults");
  var count = document.getElementById("gkpv-count");
  var offer = document.getElementById("gkpv-offer");
  var lost = document.getElementById("gkpv-lost");
  var ribbon = document.getElementById("gkpv-ribbon");
  var page = corner.getAttribute("data-page");
  var print = corner.getAttribute("data-print");
  var base = corner.getAttribute("data-base");
  var run = corner.getAttribute("data-run");
  var whole = panel.className.indexOf("gkpv-whole") >= 0;

  // A page inside another, such as a thumbnail, is only looked at.
  var framed = true;
  try { framed = window.top !== window.self; } catch (foreign) { framed = true; }
  if (framed) {
    [corner, panel, ribbon].forEach(function (root) {
      if (root) { root.className += " gkpv-framed"; }
    });
    return;
  }

  // Storage may be forbidden, or full; nothing here depends on it.
  function recall(kind, name) {
    try { return window[kind].getItem("gkpv-" + name); } catch (refused) { return null; }
  }
  function keep(kind, name, value) {
    try { window[kind].setItem("gkpv-" + name, value); } catch (refused) { return; }
  }

  if (ribbon) { document.body.insertBefore(ribbon, document.body.firstChild); }

  /* The bar, folded away or not. */
  function fold(folded) {
    bar.className = folded ? "gkpv-bar gkpv-folded" : "gkpv-bar";
    tag.setAttribute("aria-expanded", folded ? "false" : "true");
    tag.title = folded ? "展开预览工具" : "收起预览工具";
  }
  var folded = recall("localStorage", "folded");
  fold(folded === null ? window.innerWidth < 600 : folded === "1");
  tag.onclick = function () {
    var now = bar.className.indexOf("gkpv-folded") < 0;
    fold(now);
    keep("localStorage", "folded", now ? "1" : "0");
  };

  /* The place in the page, over a reload. */
  function restore() {
    var kept = recall("sessionStorage", "scroll");
    var parts = kept ? kept.split(" ") : [];
    if (parts[0] === page) { window.scrollTo(+parts[1], +parts[2]); }
  }
  function reload() {
    keep("sessionStorage", "scroll", [page, window.pageXOffset, window.pageYOffset].join(" "));
    window.location.reload();
  }
  restore();
  window.addEventListener("load", function () {
    restore();
    keep("sessionStorage", "scroll", "");
  });

  /* What is wrong. */
  function openPanel(open) {
    panel.hidden = !open && !whole;
  }
  function close() {
    keep("sessionStorage", "closed", body.getAttribute("data-faults"));
    panel.setAttribute("data-asked", "0");
    openPanel(false);
  }
  if (recall("sessionStorage", "closed") === body.getAttribute("data-faults")) { openPanel(false); }
  function showFaults(state) {
    if (body.getAttribute("data-faults") !== state.faults) {
      body.setAttribute("data-faults", state.faults);
      body.innerHTML = state.list;
    }
    count.hidden = !state.count;
    count.textContent = state.count || "";
    count.className = "gkpv-button" + (state.errors ? " gkpv-alarm" : "");
    panel.className = "gkpv gkpv-panel" + (whole ? " gkpv-whole" : "") + (state.errors ? "" : " gkpv-mild");
    if (!state.count) {
      openPanel(false);
    } else if (state.errors) {
      openPanel(recall("sessionStorage", "closed") !== state.faults);
    } else if (panel.getAttribute("data-asked") !== "1") {
      openPanel(false);
    }
  }
  document.getElementById("gkpv-close").onclick = close;

  /* A change that a fault carries. What comes of it is told like every other change of a file. */
  body.addEventListener("click", function (event) {
    var button = event.target;
    var fault = button.getAttribute && button.getAttribute("data-fix");
    if (!fault || button.disabled) { return; }
    button.disabled = true;
    var request = new XMLHttpRequest();
    request.open("POST", base + "/-/fix?fault=" + encodeURIComponent(fault));
    request.onreadystatechange = function () {
      if (request.readyState !== 4) { return; }
      button.textContent = request.responseText || "没有改成：预览已经停了";
      if (request.status === 0 || request.status === 500) { button.disabled = false; }
    };
    request.send();
  });
  count.onclick = function () {
    var open = panel.hidden;
    panel.setAttribute("data-asked", open ? "1" : "0");
    openPanel(open);
  };
  document.addEventListener("keydown", function (event) {
    if ((event.key === "Escape" || event.keyCode === 27) && !panel.hidden && !whole) { close(); }
  });

  /* What was saved just now, when it is another page. */
  function showOffer(saved) {
    var seen = saved && recall("sessionStorage", "offer") === saved.id;
    var here = saved && saved.entries.some(function (entry) { return entry.path === page; });
    if (here) { keep("sessionStorage", "offer", saved.id); }
    offer.hidden = !saved || seen || here;
    if (offer.hidden) { return; }
    offer.textContent = "";
    saved.entries.forEach(function (entry) {
      var said = document.createElement("span");
      said.textContent = "刚保存：《" + entry.title + "》" + (entry.edition ? "，在“" + entry.edition + "”一版" : "");
      var link = document.createElement("a");
      link.href = base + entry.path;
      link.textContent = "去看看";
      offer.appendChild(said);
      offer.appendChild(link);
    });
    var dismiss = document.createElement("button");
    dismiss.type = "button";
    dismiss.className = "gkpv-button";
    dismiss.textContent = "不用";
    dismiss.onclick = function () {
      keep("sessionStorage", "offer", saved.id);
      offer.hidden = true;
    };
    offer.appendChild(dismiss);
  }

  /* The server. */
  var asking = false;
  var again = false;
  function ask() {
    if (asking) { again = true; return; }
    asking = true;
    var request = new XMLHttpRequest();
    request.open("GET", base + "/-/state?page=" + encodeURIComponent(page));
    request.onreadystatechange = function () {
      if (request.readyState !== 4) { return; }
      asking = false;
      lost.hidden = request.status === 200;
      if (request.status !== 200) { return; }
      var state = JSON.parse(request.responseText);
      if (state.run !== run || state.print !== print) { reload(); return; }
      showFaults(state);
      showOffer(state.errors ? null : state.saved);
      if (again) { again = false; ask(); }
    };
    request.send();
  }

  var events = null;
  function listen() {
    if (events) { return; }
    events = new window.EventSource(base + "/-/events");
    events.addEventListener("look", ask);
    events.onerror = function () {
      lost.hidden = false;
      // Some browsers try again of themselves, some give up.
      if (events && events.readyState === 2) {
        events = null;
        window.setTimeout(listen, 1000);
      }
    };
  }
  // Browsers hold few connections to one server: pages that nobody looks at let go of theirs.
  function attend() {
    if (document.hidden) {
      if (events) { events.close(); }
      events = null;
    } else {
      listen();
    }
  }
  ask();
  if (window.EventSource) {
    attend();
    document.addEventListener("visibilitychange", attend);
  } else {
    window.setInterval(ask, 2000);
  }
}());
