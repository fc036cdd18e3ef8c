/* A hall's screen: one sheet after the other, for days; one that is longer than the screen is shown in parts, each of whole
   lines and rows. When the page was made anew, the new one is loaded behind the one that is shown, and takes its place once
   all of it is there: whatever goes wrong meanwhile, the wall shows sheets. */
(function () {
  "use strict";
  var screen = document.querySelector("[data-screen]");
  var slides = screen.querySelectorAll(".slide");
  var stage = screen.querySelector(".stage");
  var nothing = screen.querySelector(".nothing");
  var controls = screen.querySelector(".controls");
  var posted = screen.querySelector("[data-posted]");
  var pause = screen.querySelector("[data-pause]");
  var print = screen.getAttribute("data-print");
  var seconds = Number(screen.getAttribute("data-seconds")) || 15;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var shown = 0;
  var paused = calm;
  var timer = null;
  var clock = null;
  var sizes = [];
  /* The parts of the sheet that is shown: how far it is moved up, and from where to where it is seen, in pixels. */
  var parts = [];
  var part = 0;
  var resting = null;
  /* What covers the line or row above a part and the one below it, of which there is no room for the whole. */
  var covers = [document.createElement("i"), document.createElement("i")];
  /* So many characters a second are read from afar; the longest sheet does not keep all others away. */
  var PACE = 10;
  var LONGEST = 90;
  /* A sheet that is longer by no more than this is made smaller. */
  var SPARE = 1.12;
  /* How much of the stage a part of a sheet takes at least; and the least type of a sheet that is shown whole because it falls
     into no such parts, in widths of the letters beside it (rem). */
  var LEAST = 0.55;
  var READ = 1.35;
  /* What is shown of a sheet's margins beside and above its text, as parts of its width and height. */
  var BESIDE = 0.035;
  var ABOVE = 0.02;

  /* A sheet wider than high takes the place beside it too; nobody has touched anything for a while. */
  var wide = false;
  var idle = false;

  function dress() {
    var classes = "screen is-running" + (wide ? " is-wide" : "") + (idle ? " is-idle" : "") + (paused ? " is-still" : "");
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

  /* The part of each sheet that is shown, its text with a little of the margins, where it can be cut, and how many
     characters stand there. */
  function measure() {
    for (var i = 0; i < slides.length; i++) {
      var sheet = slides[i].querySelector(".sheet");
      var box = sheet.getBoundingClientRect();
      /* Below the last grey rule stands who posted it, which the screen says beside it. */
      var rules = sheet.querySelectorAll(".rule.grey");
      var foot = rules.length > 0 ? rules[rules.length - 1].getBoundingClientRect().top - box.top : box.height;
      var end = 0;
      var left = box.width;
      var right = 0;
      var top = box.height;
      var least = Infinity;
      var boxes = [];
      for (var j = 0; j < sheet.children.length; j++) {
        var child = sheet.children[j].getBoundingClientRect();
        if (child.top - box.top < foot) {
          end = Math.max(end, child.bottom - box.top);
          left = Math.min(left, child.left - box.left);
          right = Math.max(right, child.right - box.left);
          top = Math.min(top, child.top - box.top);
          if (/\b(text|td)\b/.test(sheet.children[j].className)) {
            least = Math.min(least, parseFloat(window.getComputedStyle(sheet.children[j]).fontSize));
          }
          boxes.push({
            top: child.top - box.top,
            bottom: child.bottom - box.top,
            isOfTable: /\b(rule|fill)\b/.test(sheet.children[j].className)
          });
        }
      }
      left = right > left ? Math.max(0, left - box.width * BESIDE) : 0;
      right = right > left ? Math.min(box.width, right + box.width * BESIDE) : box.width;
      top = end > top ? Math.max(0, top - box.height * ABOVE) : 0;
      sizes[i] = {
        left: left,
        top: top,
        width: right - left,
        height: Math.min(foot, end + box.height * 0.04) - top,
        cuts: cuts(boxes, top),
        least: least,
        isWide: box.width > box.height,
        time: Math.max(seconds, Math.min(LONGEST, sheet.textContent.replace(/\s/g, "").length / PACE))
      };
    }
  }

  /* Below which lines and rows nothing is cut, from above; rows reach from one rule to the next, and a table that is cut
     between two of them says less. */
  function cuts(boxes, top) {
    var places = [];
    boxes.sort(function (a, b) {
      return a.top - b.top;
    });
    var bottom = 0;
    for (var i = 0; i < boxes.length; i++) {
      if (bottom > 0 && boxes[i].top > bottom - 1.5) {
        places.push({
          at: (bottom + Math.max(bottom, boxes[i].top)) / 2 - top,
          isInTable: boxes[i].isOfTable && boxes[i].top - bottom < 3
        });
      }
      bottom = Math.max(bottom, boxes[i].bottom);
    }
    return places;
  }

  /* What is posted, a line for each entry. */
  function list() {
    var html = "";
    for (var i = 0; i < slides.length; i++) {
      var title = titleOf(i);
      if (i === 0 || title !== titleOf(i - 1)) {
        html += "<li><span></span><i></i></li>";
      }
    }
    posted.innerHTML = "<h2>本期张贴<span></span></h2><ol>" + html + "</ol>";
    var lines = posted.querySelectorAll("li");
    var line = -1;
    for (i = 0; i < slides.length; i++) {
      if (i === 0 || titleOf(i) !== titleOf(i - 1)) {
        line += 1;
        lines[line].firstChild.textContent = titleOf(i);
      }
      sizes[i].line = lines[line];
    }
    posted.hidden = slides.length === 0;
  }

  function titleOf(index) {
    var label = slides[index].querySelector(".sheet").getAttribute("aria-label");
    return label.replace(/，第\d+张，共\d+张$/, "");
  }

  /* Marks the line of the sheet that is shown, and lists as many lines around it as there is room for whole ones. */
  function mark(index, list) {
    var lines = [];
    for (var i = 0; i < slides.length; i++) {
      sizes[i].line.className = "";
      sizes[i].line.hidden = true;
    }
    for (i = 0; i < list.length; i++) {
      if (lines[lines.length - 1] !== sizes[list[i]].line) {
        lines.push(sizes[list[i]].line);
        lines[lines.length - 1].hidden = false;
      }
    }
    var line = sizes[index].line;
    var all = line.parentNode;
    all.className = "";
    /* The bar begins anew. */
    var room = all.offsetHeight;
    line.lastChild.style.animationDuration = sizes[index].time + "s";
    line.className = "is-current";
    var heights = lines.map(function (one) {
      return one.offsetHeight;
    });
    var here = lines.indexOf(line);
    var from = here;
    var to = here + 1;
    room -= heights[here];
    /* One before it, those behind it, and at the end of the list the ones before. */
    if (from > 0 && heights[from - 1] <= room) {
      room -= heights[from -= 1];
    }
    while (to < lines.length && heights[to] <= room) {
      room -= heights[to];
      to += 1;
    }
    while (to === lines.length && from > 0 && heights[from - 1] <= room) {
      room -= heights[from -= 1];
    }
    for (i = 0; i < lines.length; i++) {
      lines[i].hidden = i < from || i >= to;
    }
    all.className = to - from < lines.length ? "is-full" : "";
  }

  /* Makes a sheet as wide as the stage; one that is only a little too long for it, that falls into no parts, or on an
     upright screen, as high. */
  function put(index) {
    var size = sizes[index];
    wide = size.isWide;
    dress();
    var high = stage.clientHeight;
    var scale = stage.clientWidth / size.width;
    parts = divide(size, scale, high);
    if (!parts || size.height * scale < high * SPARE || window.innerHeight > window.innerWidth) {
      scale = Math.min(scale, high / size.height);
      parts = [{ at: 0, from: 0, to: size.height * scale }];
    }
    var slide = slides[index];
    var paper = slide.querySelector(".paper");
    slide.querySelector(".sheet").style.transform =
      "translate(" + -size.left * scale + "px," + -size.top * scale + "px) scale(" + scale + ")";
    paper.style.width = size.width * scale + "px";
    paper.style.height = size.height * scale + "px";
    slide.style.left = (stage.clientWidth - size.width * scale) / 2 + "px";
    move(0, false);
  }

  /* The parts of a sheet, each no higher than the stage. The last one ends where the sheet does, so it may begin with
     what the one before has shown. Nothing for what falls into no parts and can be read whole. */
  function divide(size, scale, high) {
    var all = [];
    var end = size.height * scale;
    /* White above and below, which the covers have. */
    var margin = parseFloat(window.getComputedStyle(covers[0]).borderBottomWidth) || 0;
    var rem = parseFloat(window.getComputedStyle(document.documentElement).fontSize);
    var at = 0;
    var from = 0;
    while (at + high < end - 1) {
      var to = cut(size, scale, from + high * LEAST, at + high - margin);
      if (!to && (size.least * high) / size.height >= READ * rem) {
        return null;
      }
      to = to || cut(size, scale, from + high / 3, at + high - margin, false, true) || at + high;
      all.push({ at: at, from: from, to: to });
      at = Math.min(to - margin, end - high);
      from = cut(size, scale, at + margin - 1, Math.min(to, at + high / 4), true, true) || at;
    }
    all.push({ at: at, from: from, to: end });
    return all;
  }

  /* The last place to cut between two places, or the first; also one within a table. */
  function cut(size, scale, after, before, isFirst, inTables) {
    var found = 0;
    for (var i = 0; i < size.cuts.length; i++) {
      var place = size.cuts[i].at * scale;
      var isMeant = inTables || !size.cuts[i].isInTable;
      if (isMeant && place > after && place <= before && !(isFirst && found)) {
        found = place;
      }
    }
    return found;
  }

  /* Shows a part of the sheet, at once or by moving it up. */
  function move(to, isSeen) {
    var slide = slides[running()[shown]];
    part = to;
    var at = parts[part].at;
    window.clearTimeout(resting);
    slide.style.transition = isSeen ? "transform 1s ease-in-out" : "none";
    slide.style.transform = at > 0 ? "translateY(" + -at + "px)" : "none";
    if (isSeen) {
      stage.className = "stage";
      resting = window.setTimeout(rest, 1000);
    } else {
      rest();
    }
  }

  function rest() {
    var one = parts[part];
    covers[0].style.height = one.from - one.at + "px";
    covers[1].style.height = part < parts.length - 1 ? stage.clientHeight + one.at - one.to + "px" : 0;
    covers[0].hidden = one.from <= one.at + 1;
    covers[1].hidden = part === parts.length - 1;
    stage.className = "stage is-resting";
  }

  function show(index) {
    var list = running();
    for (var i = 0; i < slides.length; i++) {
      slides[i].className = "slide";
      slides[i].setAttribute("aria-hidden", "true");
    }
    nothing.hidden = list.length > 0;
    posted.hidden = list.length === 0;
    if (list.length === 0) {
      return;
    }
    shown = index >= list.length ? 0 : index < 0 ? list.length - 1 : index;
    slides[list[shown]].className = "slide is-shown";
    slides[list[shown]].removeAttribute("aria-hidden");
    put(list[shown]);
    mark(list[shown], list);
    posted.querySelector("h2 span").textContent = shown + 1 + " / " + list.length;
  }

  function later(time, then) {
    timer = window.setTimeout(then, time * 1000);
  }

  /* Each part stands still for as long as it takes to read. */
  function wait() {
    window.clearTimeout(timer);
    var list = running();
    if (paused || list.length === 0) {
      return;
    }
    var all = 0;
    for (var i = 0; i < parts.length; i++) {
      all += parts[i].to - parts[i].from;
    }
    var share = (parts[part].to - parts[part].from) / all;
    later(sizes[list[Math.min(shown, list.length - 1)]].time * share, turn);
  }

  function turn() {
    if (part < parts.length - 1 && shown < running().length) {
      move(part + 1, true);
    } else {
      show(shown + 1);
    }
    wait();
  }

  /* To another sheet; while the screen stands still, to another part of this one first. */
  function go(by) {
    if (paused && parts[part + by] && shown < running().length) {
      move(part + by, !calm);
    } else {
      show(shown + by);
    }
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
    window.clearTimeout(resting);
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
  measure();
  list();
  covers[0].className = "cover";
  covers[1].className = "cover cover-below";
  stage.appendChild(covers[0]);
  stage.appendChild(covers[1]);
  wake();
  show(0);
  hold(paused);
})();
