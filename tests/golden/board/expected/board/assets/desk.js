/* Ticks of printed sheets, remembered in this browser. A tick stands for what the sheet said then: a sheet that says
   something else now is to be printed anew. */
(function () {
  "use strict";
  var boxes = document.querySelectorAll("input[data-sheet]");
  var left = document.querySelector("[data-ticks]");
  var place = "gongkai-board:" + location.pathname.replace(/[^\/]*$/, "") + ":";

  function stored(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (ignored) {
      return null;
    }
  }

  function store(key, value) {
    try {
      if (value === null) {
        window.localStorage.removeItem(key);
      } else {
        window.localStorage.setItem(key, value);
      }
    } catch (ignored) {
      /* Without a memory the ticks last as long as the page. */
    }
  }

  function count() {
    var open = 0;
    for (var i = 0; i < boxes.length; i++) {
      if (!boxes[i].checked) {
        open += 1;
      }
    }
    if (left) {
      left.hidden = boxes.length === 0;
      left.querySelector("b").textContent = String(open);
    }
  }

  function mark(box, stale) {
    var item = box.parentNode.parentNode;
    item.className = box.checked ? "is-done" : "";
    box.parentNode.className = stale ? "is-stale" : "";
    var words = box.parentNode.lastChild;
    if (!box.gongkaiWords) {
      box.gongkaiWords = words.nodeValue;
    }
    words.nodeValue = box.gongkaiWords + (stale ? "，已更新，请重打" : "");
  }

  function watch(box) {
    var key = place + box.getAttribute("data-sheet");
    var print = box.getAttribute("data-print");
    var before = stored(key);
    box.checked = before === print;
    mark(box, before !== null && before !== print);
    box.addEventListener("change", function () {
      store(key, box.checked ? print : null);
      mark(box, false);
      count();
    });
  }

  for (var i = 0; i < boxes.length; i++) {
    watch(boxes[i]);
  }
  count();
})();
