/* A hall's screen: one sheet after the other. Works from a folder; over HTTP it loads itself anew when it has changed. */
(function () {
  "use strict";
  var screen = document.querySelector("[data-screen]");
  var slides = screen.querySelectorAll(".slide");
  var stage = screen.querySelector(".stage");
  var counter = screen.querySelector("[data-count]");
  var pause = screen.querySelector("[data-pause]");
  var seconds = Number(screen.getAttribute("data-seconds")) || 15;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var shown = 0;
  var paused = calm;
  var timer = null;
  var sizes = [];
  /* Sheets side by side, and the gap between them in pixels. */
  var MOST = 3;
  var GAP = 16;

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function today() {
    /* The day in China, wherever the screen thinks it is. */
    var there = new Date(new Date().getTime() + 8 * 3600 * 1000);
    return there.getUTCFullYear() + "-" + two(there.getUTCMonth() + 1) + "-" + two(there.getUTCDate());
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

  /* Over HTTP the server is asked whether the page is another one: first by its head alone, then by what it says. A
     page in a folder cannot be asked. */
  var stamp = null;

  function ask(method, then) {
    var request = new XMLHttpRequest();
    request.onreadystatechange = function () {
      if (request.readyState === 4 && request.status === 200) {
        then(request);
      }
    };
    request.open(method, location.href.replace(/[?#].*$/, "") + "?" + new Date().getTime(), true);
    request.send();
  }

  function compare(request) {
    var found = /data-print="([^"]*)"/.exec(request.responseText);
    if (found && found[1] !== screen.getAttribute("data-print")) {
      location.reload();
    }
  }

  function look() {
    ask("HEAD", function (request) {
      var now = request.getResponseHeader("ETag") || request.getResponseHeader("Last-Modified");
      if (!now || now !== stamp) {
        stamp = now;
        ask("GET", compare);
      }
    });
  }

  if (location.protocol === "http:" || location.protocol === "https:") {
    window.setInterval(look, 60 * 1000);
  }
  window.addEventListener("resize", function () {
    show(shown);
  });
  measure();
  show(0);
  hold(paused);
})();
