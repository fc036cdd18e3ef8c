/* A hall's screen: one sheet after the other, for days, each whole and all in one size: those that lie on a screen that
   lies, those that stand on one that stands. When the page was made anew, the new one is loaded behind the one that is
   shown, and takes its place once all of it is there: whatever goes wrong meanwhile, the wall shows sheets. */
(function () {
  "use strict";
  var screen = document.querySelector("[data-screen]");
  var stage = screen.querySelector(".stage");
  var nothing = screen.querySelector(".nothing");
  var controls = screen.querySelector(".controls");
  var posted = screen.querySelector("[data-posted]");
  var pause = screen.querySelector("[data-pause]");
  var print = screen.getAttribute("data-print");
  var seconds = Number(screen.getAttribute("data-seconds")) || 15;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  /* Which of the two sets of sheets is shown, and its slides. */
  var turn = "";
  var slides = [];
  var shown = 0;
  var paused = calm;
  var timer = null;
  var clock = null;
  /* How long each sheet of the set is shown, in seconds, and its line in the list. */
  var times = [];
  var lines = [];
  /* What is shown of every sheet of the set, in its own pixels. */
  var view = null;
  /* So many characters a second are read from afar; the longest sheet does not keep all others away. */
  var PACE = 10;
  var LONGEST = 90;
  /* What is shown of a sheet's margins beside its text, and above and below it, as parts of its width and height. */
  var BESIDE = 0.025;
  var ABOVE = 0.01;
  /* What stays white below it, as a part of the room that it has. */
  var BELOW = 0.015;

  /* Nobody has touched anything for a while. */
  var idle = false;

  function dress() {
    var classes = "screen is-running" + (idle ? " is-idle" : "") + (paused ? " is-still" : "");
    if (screen.className !== classes) {
      screen.className = classes;
    }
  }

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

  /* Takes the sheets that stand or lie as the screen does. */
  function choose() {
    var now = window.innerHeight >= window.innerWidth ? "portrait" : "landscape";
    if (now !== turn) {
      turn = now;
      slides = stage.querySelectorAll(".is-" + turn + " .slide");
      measure();
      list();
    }
  }

  /* What is shown of every sheet, its text with a little of the margins, and for how long. Below the last grey rule stands
     who posted it, which the screen says beside it. */
  function measure() {
    var left = Infinity;
    var right = 0;
    var top = Infinity;
    var foot = 0;
    var size = { width: 0, height: 0 };
    times = [];
    for (var i = 0; i < slides.length; i++) {
      var sheet = slides[i].querySelector(".sheet");
      /* It may have been shown before the screen was turned. */
      sheet.style.transform = "none";
      size = sheet.getBoundingClientRect();
      var rules = sheet.querySelectorAll(".rule.grey");
      var rule = rules.length > 0 ? rules[rules.length - 1].getBoundingClientRect().top : size.bottom;
      foot = Math.max(foot, rule - size.top);
      for (var j = 0; j < sheet.children.length; j++) {
        var child = sheet.children[j].getBoundingClientRect();
        if (child.top < rule) {
          left = Math.min(left, child.left - size.left);
          right = Math.max(right, child.right - size.left);
          top = Math.min(top, child.top - size.top);
        }
      }
      times[i] = Math.max(seconds, Math.min(LONGEST, sheet.textContent.replace(/\s/g, "").length / PACE));
    }
    left = Math.max(0, left - size.width * BESIDE);
    right = Math.min(size.width, right + size.width * BESIDE);
    top = Math.max(0, top - size.height * ABOVE);
    view = { left: left, top: top, width: right - left, height: foot - 2 - top };
  }

  /* What is posted, a line for each entry. */
  function list() {
    posted.innerHTML = "<h2>本期张贴<span></span></h2><ol></ol>";
    lines = [];
    for (var i = 0; i < slides.length; i++) {
      var name = slides[i].querySelector(".name");
      var line = lines[i - 1];
      if (!line || line.textContent !== name.textContent) {
        line = document.createElement("li");
        line.appendChild(name.cloneNode(true));
        line.appendChild(document.createElement("i"));
        posted.lastChild.appendChild(line);
      }
      lines[i] = line;
    }
  }

  /* Marks the line of the sheet that is shown, and lists as many lines around it as there is room for whole ones. */
  function mark(index, list) {
    var some = [];
    for (var i = 0; i < lines.length; i++) {
      lines[i].className = "";
      lines[i].hidden = true;
    }
    for (i = 0; i < list.length; i++) {
      if (some[some.length - 1] !== lines[list[i]]) {
        some.push(lines[list[i]]);
        some[some.length - 1].hidden = false;
      }
    }
    var line = lines[index];
    var all = line.parentNode;
    all.className = "";
    /* The bar begins anew. */
    var room = all.offsetHeight;
    line.lastChild.style.animationDuration = times[index] + "s";
    line.className = "is-current";
    var heights = some.map(function (one) {
      return one.offsetHeight;
    });
    var here = some.indexOf(line);
    var from = here;
    var to = here + 1;
    room -= heights[here];
    /* The next one, one before it, those behind it, and at the end of the list the ones before. */
    if (to < some.length && heights[to] <= room) {
      room -= heights[to];
      to += 1;
    }
    if (from > 0 && heights[from - 1] <= room) {
      room -= heights[from -= 1];
    }
    while (to < some.length && heights[to] <= room) {
      room -= heights[to];
      to += 1;
    }
    while (to === some.length && from > 0 && heights[from - 1] <= room) {
      room -= heights[from -= 1];
    }
    for (i = 0; i < some.length; i++) {
      some[i].hidden = i < from || i >= to;
    }
    all.className = to - from < some.length ? "is-full" : "";
  }

  /* Shows a sheet as large as there is room for. It appears where it stays: text that moves cannot be read. */
  function put(slide) {
    var scale = Math.min(stage.clientWidth / view.width, (stage.clientHeight * (1 - BELOW)) / view.height);
    var paper = slide.querySelector(".paper");
    slide.querySelector(".sheet").style.transform =
      "translate(" + -view.left * scale + "px," + -view.top * scale + "px) scale(" + scale + ")";
    paper.style.width = view.width * scale + "px";
    paper.style.height = view.height * scale + "px";
    slide.style.left = (stage.clientWidth - view.width * scale) / 2 + "px";
    slide.removeAttribute("aria-hidden");
    slide.className = "slide is-shown";
  }

  function show(index) {
    for (var i = 0; i < slides.length; i++) {
      slides[i].className = "slide";
      slides[i].setAttribute("aria-hidden", "true");
    }
    choose();
    var list = running();
    nothing.hidden = list.length > 0;
    posted.hidden = list.length === 0;
    if (list.length === 0) {
      return;
    }
    shown = index >= list.length ? 0 : index < 0 ? list.length - 1 : index;
    put(slides[list[shown]]);
    mark(list[shown], list);
    posted.querySelector("h2 span").textContent = shown + 1 + " / " + list.length;
  }

  /* Each sheet stands still for as long as it takes to read. */
  function wait() {
    window.clearTimeout(timer);
    var list = running();
    if (!paused && list.length > 0) {
      timer = window.setTimeout(function () {
        go(1);
      }, times[list[Math.min(shown, list.length - 1)]] * 1000);
    }
  }

  function go(by) {
    show(shown + by);
    wait();
  }

  function hold(still) {
    paused = still;
    dress();
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
      idle = true;
      dress();
    }
  }

  function wake() {
    idle = false;
    dress();
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
      /* A page in a folder cannot be asked, only next. */
      window.setInterval(load, 600 * 1000);
    }
  }
  window.addEventListener("resize", function () {
    show(shown);
    wait();
  });
  tellTime();
  screen.querySelector("[data-now]").hidden = false;
  controls.hidden = false;
  wake();
  show(0);
  hold(paused);
})();
