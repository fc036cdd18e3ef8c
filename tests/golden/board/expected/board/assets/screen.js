/* A hall's screen: one sheet after the other, for days. When the page was made anew, the new one is loaded behind the one
   that is shown, and takes its place once all of it is there: whatever goes wrong meanwhile, the wall shows sheets. */
(function () {
  "use strict";
  var screen = document.querySelector("[data-screen]");
  var slides = screen.querySelectorAll(".slide");
  var stage = screen.querySelector(".stage");
  var nothing = screen.querySelector(".nothing");
  var controls = screen.querySelector(".controls");
  var counter = screen.querySelector("[data-count]");
  var pause = screen.querySelector("[data-pause]");
  var print = screen.getAttribute("data-print");
  var seconds = Number(screen.getAttribute("data-seconds")) || 15;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var shown = 0;
  var paused = calm;
  var timer = null;
  var clock = null;
  var sizes = [];
  /* Sheets side by side, and the gap between them in pixels. */
  var MOST = 3;
  var GAP = 16;

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /* The time in China, wherever the screen thinks it is: to be read as UTC. */
  function china() {
    return new Date(new Date().getTime() + 8 * 3600 * 1000);
  }

  function today() {
    var there = china();
    return there.getUTCFullYear() + "-" + two(there.getUTCMonth() + 1) + "-" + two(there.getUTCDate());
  }

  function write(name, text) {
    var element = screen.querySelector(name);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function tellTime() {
    var there = china();
    var day = there.getUTCFullYear() + "年" + (there.getUTCMonth() + 1) + "月" + there.getUTCDate() + "日";
    write("[data-date]", day + " 星期" + "日一二三四五六".charAt(there.getUTCDay()));
    write("[data-clock]", two(there.getUTCHours()) + ":" + two(there.getUTCMinutes()));
    /* Again when the minute is over. */
    clock = window.setTimeout(tellTime, 60000 - (there.getTime() % 60000));
  }

  function isOver(index) {
    var last = slides[index].querySelector(".sheet").getAttribute("data-last-day");
    return !!last && last < today();
  }

  function running() {
    var list = [];
    for (var i = 0; i < slides.length; i++) {
      if (!isOver(i)) {
        list.push(i);
      }
    }
    return list;
  }

  /* How many sheets stand side by side: as many as are as high as the stage. */
  function side() {
    var first = sizes[running()[0] || 0];
    if (!first) {
      return 1;
    }
    var width = (first[0] * stage.clientHeight) / first[1];
    return Math.max(1, Math.min(MOST, Math.floor(stage.clientWidth / width)));
  }

  function measure() {
    for (var i = 0; i < slides.length; i++) {
      var sheet = slides[i].querySelector(".sheet");
      sizes[i] = [sheet.offsetWidth, sheet.offsetHeight];
    }
  }

  /* Puts sheets side by side in the middle of the stage, as large as it allows. */
  function put(indices) {
    var room = (stage.clientWidth - GAP * (indices.length + 1)) / indices.length;
    var widths = [];
    var left = stage.clientWidth - GAP * (indices.length - 1);
    var i;
    for (i = 0; i < indices.length; i++) {
      var size = sizes[indices[i]];
      var scale = Math.min(room / size[0], stage.clientHeight / size[1]);
      var slide = slides[indices[i]];
      var paper = slide.querySelector(".paper");
      slide.querySelector(".sheet").style.transform = "scale(" + scale + ")";
      paper.style.width = size[0] * scale + "px";
      paper.style.height = size[1] * scale + "px";
      slide.style.top = (stage.clientHeight - size[1] * scale) / 2 + "px";
      widths.push(size[0] * scale);
      left -= widths[i];
    }
    left /= 2;
    for (i = 0; i < indices.length; i++) {
      slides[indices[i]].style.left = left + "px";
      left += widths[i] + GAP;
    }
  }

  function show(index) {
    var list = running();
    var i;
    for (i = 0; i < slides.length; i++) {
      slides[i].className = "slide";
      slides[i].setAttribute("aria-hidden", "true");
    }
    nothing.hidden = list.length > 0;
    if (list.length === 0) {
      counter.textContent = "";
      return;
    }
    var places = Math.min(side(), list.length);
    shown = index >= list.length ? 0 : index < 0 ? Math.floor((list.length - 1) / places) * places : index;
    var end = Math.min(shown + places, list.length);
    put(list.slice(shown, end));
    for (i = shown; i < end; i++) {
      slides[list[i]].className = "slide is-shown";
      slides[list[i]].removeAttribute("aria-hidden");
    }
    counter.textContent = shown + 1 + (end > shown + 1 ? "–" + end : "") + " / " + list.length;
  }

  function wait() {
    window.clearTimeout(timer);
    if (!paused) {
      timer = window.setTimeout(function () {
        show(shown + side());
        wait();
      }, seconds * 1000);
    }
  }

  function go(by) {
    show(shown + by * side());
    wait();
  }

  function hold(still) {
    paused = still;
    pause.textContent = paused ? "继续" : "暂停";
    pause.setAttribute("aria-label", pause.textContent);
    wait();
  }

  document.addEventListener("keydown", function (event) {
    var key = event.keyCode;
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (key === 37 || key === 38 || key === 33) {
      go(-1);
    } else if (key === 39 || key === 40 || key === 34) {
      go(1);
    } else if (key === 32 && event.target.tagName !== "BUTTON") {
      hold(!paused);
    } else {
      return;
    }
    event.preventDefault();
  });

  var buttons = screen.querySelectorAll("[data-go]");
  for (var i = 0; i < buttons.length; i++) {
    buttons[i].addEventListener("click", function () {
      go(Number(this.getAttribute("data-go")));
    });
  }
  pause.addEventListener("click", function () {
    hold(!paused);
  });

  var touch = null;
  stage.addEventListener("touchstart", function (event) {
    touch = event.touches.length === 1 ? event.touches[0].clientX : null;
  });
  stage.addEventListener("touchend", function (event) {
    var way = touch === null ? 0 : event.changedTouches[0].clientX - touch;
    touch = null;
    if (Math.abs(way) > 40) {
      go(way < 0 ? 1 : -1);
    }
  });

  /* The controls fade when nobody has touched anything for a while; the keyboard's focus keeps them. */
  var FADE = 5000;
  var fading = null;
  var mouse = "";

  function hasFocus() {
    try {
      return controls.querySelector(":focus-visible") !== null;
    } catch (ignored) {
      /* Old browsers cannot tell the keyboard's focus. */
      return controls.contains(document.activeElement);
    }
  }

  function fade() {
    if (hasFocus()) {
      wake();
    } else {
      screen.className = "screen is-running is-idle";
    }
  }

  function wake() {
    screen.className = "screen is-running";
    window.clearTimeout(fading);
    fading = window.setTimeout(fade, FADE);
  }

  document.addEventListener("keydown", wake);
  document.addEventListener("mousedown", wake);
  document.addEventListener("touchstart", wake);
  document.addEventListener("focusin", wake);
  document.addEventListener("mousemove", function (event) {
    /* Browsers say that a mouse that lies still moves when what is under it changes. */
    var now = event.clientX + " " + event.clientY;
    if (mouse !== now) {
      mouse = now;
      wake();
    }
  });

  /* The page that is loaded behind the one that is shown; then, when it has taken its place, the one that is. */
  var next = null;
  var taken = null;
  var limit = null;
  /* What the server said of the page when it was last looked at. */
  var stamp = null;
  var MESSAGE = "gongkai-screen ";

  function address() {
    return location.href.replace(/[?#].*$/, "") + "?" + new Date().getTime();
  }

  function drop() {
    window.clearTimeout(limit);
    next.parentNode.removeChild(next);
    next = null;
  }

  function load() {
    if (next) {
      return;
    }
    next = document.createElement("iframe");
    next.className = "next-screen";
    next.title = document.title;
    next.tabIndex = -1;
    next.src = address();
    document.body.appendChild(next);
    limit = window.setTimeout(function () {
      /* It is not all there: another time. */
      stamp = null;
      drop();
    }, 40 * 1000);
  }

  function stop() {
    window.clearTimeout(timer);
    window.clearTimeout(fading);
    window.clearTimeout(clock);
    slides = [];
    stage.innerHTML = "";
    screen.style.display = "none";
  }

  function take() {
    window.clearTimeout(limit);
    if (taken) {
      taken.parentNode.removeChild(taken);
    } else {
      stop();
    }
    taken = next;
    next = null;
    taken.className += " is-shown";
    taken.contentWindow.focus();
  }

  function hear(event) {
    var said = String(event.data);
    if (!next || event.source !== next.contentWindow || said.indexOf(MESSAGE) !== 0) {
      return;
    }
    said = said.slice(MESSAGE.length);
    if (said === print) {
      drop();
    } else {
      print = said;
      screen.setAttribute("data-print", print);
      take();
    }
  }

  /* Says to the page that loaded this one that all of it is there. */
  function report() {
    var images = screen.querySelectorAll("img");
    var whole = window.getComputedStyle(stage).position === "absolute";
    var sheet = stage.querySelector(".sheet");
    whole = whole && (!sheet || window.getComputedStyle(sheet).position === "relative");
    for (var i = 0; i < images.length; i++) {
      whole = whole && images[i].naturalWidth > 0;
    }
    if (whole) {
      window.parent.postMessage(MESSAGE + print, "*");
    }
  }

  function ask(method, then) {
    var request = new XMLHttpRequest();
    request.onreadystatechange = function () {
      if (request.readyState === 4 && request.status === 200) {
        then(request);
      }
    };
    request.open(method, address(), true);
    request.send();
  }

  /* A server is asked by the page's head alone, then by what it says. */
  function look() {
    ask("HEAD", function (request) {
      var now = request.getResponseHeader("ETag") || request.getResponseHeader("Last-Modified");
      if (now && now === stamp) {
        return;
      }
      stamp = now;
      ask("GET", function (answer) {
        var found = /data-print="([^"]*)"/.exec(answer.responseText);
        if (found && found[1] !== print) {
          load();
        }
      });
    });
  }

  if (window.parent !== window) {
    window.addEventListener("load", report);
  } else if (window.postMessage) {
    window.addEventListener("message", hear);
    if (location.protocol === "http:" || location.protocol === "https:") {
      window.setInterval(look, 60 * 1000);
    } else {
      /* A page in a folder cannot be asked, only loaded. */
      window.setInterval(load, 600 * 1000);
    }
  }
  window.addEventListener("resize", function () {
    show(shown);
  });
  tellTime();
  screen.querySelector("[data-now]").hidden = false;
  controls.hidden = false;
  wake();
  measure();
  show(0);
  hold(paused);
})();
