/* A hall's screen: one sheet after the other, for days; one that is longer than the screen is shown in parts, each of whole
   lines, rows and cards. When the page was made anew, the new one is loaded behind the one that is shown, and takes its
   place once all of it is there: whatever goes wrong meanwhile, the wall shows sheets. */
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
  /* The parts of the sheet that is shown, in the sheet's own pixels: from where to where, what stands above it again, and
     how high that is. */
  var parts = [];
  var part = 0;
  var scale = 1;
  /* What covers all that is below a part: a row of which there is no room for the whole, and who posted it; what stands
     above a part that is not the first: the sheet's title and, in a table, the table's head. */
  var cover = document.createElement("i");
  var again = document.createElement("div");
  /* Says below the sheet which part of how many is shown. */
  var which = document.createElement("p");
  /* So many characters a second are read from afar; the longest sheet does not keep all others away. */
  var PACE = 10;
  var LONGEST = 90;
  /* The least type of a sheet that is shown in parts, in widths of the letters beside it (rem). */
  var READ = 1.31;
  /* A chart that is torn otherwise may be so much smaller, and so may all sheets on a screen that is hardly wider than high:
     they stand on it whole then. */
  var CHART = 0.84;
  var SQUARE = 1.5;
  /* As near as this, in pixels, boxes touch. */
  var EDGE = 1.5;
  /* How high the title above a part is, in rem; what follows leaves a little room. */
  var STRIP = 2.7;
  /* What stays free below a part, in rem. */
  var MARGIN = 0.4;
  /* What a part more costs, what type made smaller by half, and what a sheet that is cut elsewhere than between texts: in
     a table, in a paragraph, between a row and what explains it, and below what says what follows. */
  var PART = 10;
  var SMALL = 20;
  var TABLE = 2;
  var PARAGRAPH = 8;
  var ROW = 8;
  var HEAD = 50;
  /* What is shown of a sheet's margins beside its text, and above and below it, as parts of its width and height. */
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
            element: sheet.children[j],
            name: " " + sheet.children[j].getAttribute("class") + " ",
            left: child.left - box.left,
            top: child.top - box.top,
            bottom: child.bottom - box.top
          });
        }
      }
      left = right > left ? Math.max(0, left - box.width * BESIDE) : 0;
      right = right > left ? Math.min(box.width, right + box.width * BESIDE) : box.width;
      top = end > top ? Math.max(0, top - box.height * ABOVE) : 0;
      for (j = 0; j < boxes.length; j++) {
        boxes[j].top -= top;
        boxes[j].bottom -= top;
      }
      sizes[i] = {
        left: left,
        top: top,
        width: right - left,
        height: end + box.height * ABOVE - top,
        foot: foot - 2 - top,
        strips: strips(boxes),
        least: least,
        isWide: box.width > box.height,
        time: Math.max(seconds, Math.min(LONGEST, sheet.textContent.replace(/\s/g, "").length / PACE))
      };
    }
  }

  /* A sheet in strips that are never cut: a line, a row of a table, cards beside one another. A thin rule belongs to what
     it is above and to what it is below. */
  function strips(boxes) {
    var all = [];
    var thin = [];
    var strip = null;
    boxes.sort(function (a, b) {
      return a.top - b.top;
    });
    for (var i = 0; i < boxes.length; i++) {
      if (boxes[i].bottom - boxes[i].top < EDGE) {
        thin.push(boxes[i]);
        continue;
      }
      if (!strip || boxes[i].top > strip.bottom - EDGE) {
        strip = { top: boxes[i].top, bottom: 0, edge: Infinity, boxes: [] };
        all.push(strip);
      }
      strip.boxes.push(boxes[i]);
      strip.edge = Math.min(strip.edge, boxes[i].left);
      strip.bottom = Math.max(strip.bottom, boxes[i].bottom);
    }
    var margin = Infinity;
    for (i = 0; i < all.length; i++) {
      for (var j = 0; j < thin.length; j++) {
        if (thin[j].top > all[i].top - EDGE && thin[j].top < all[i].bottom + EDGE) {
          all[i].boxes.push(thin[j]);
        }
      }
      describe(all[i]);
      margin = Math.min(margin, all[i].left);
    }
    /* No part is what stands above a sheet's text alone. */
    var says = false;
    for (i = 1; i < all.length; i++) {
      join(all, i, margin);
      says = says || all[i - 1].isText;
      if (!says) {
        all[i].cost = HEAD;
      }
    }
    /* Lines that join the boxes of a chart stand inside what is above or below them; a table's empty row does not. */
    for (i = 1; i < all.length - 1; i++) {
      var inside = all[i].edge - EDGE;
      all[i].isJoint = all[i].isRules && (inside > all[i - 1].edge || inside > all[i + 1].edge);
      /* What stands below a chart's boxes is theirs. */
      if (all[i - 1].isJoint || all[i - 1].isChart) {
        all[i].isChart = true;
        all[i + 1].cost = HEAD;
      }
    }
    return all;
  }

  /* What a strip holds: how many columns of cells and of their heads, lines and boxes around them. */
  function describe(strip) {
    var heads = {};
    var cells = {};
    var words = "";
    strip.heads = strip.cells = 0;
    strip.isRules = true;
    strip.left = Infinity;
    for (var i = 0; i < strip.boxes.length; i++) {
      var box = strip.boxes[i];
      var at = Math.round(box.left);
      if (/ th /.test(box.name) && !heads[at]) {
        heads[at] = true;
        strip.heads += 1;
      } else if (/ td /.test(box.name) && !cells[at]) {
        cells[at] = true;
        strip.cells += 1;
      }
      strip.rim = Math.max(strip.bottom, strip.rim || 0, box.bottom);
      strip.isRules = strip.isRules && / rule /.test(box.name);
      strip.isBoxed = strip.isBoxed || (/ (rule|fill) /.test(box.name) && !/ gold /.test(box.name));
      strip.isText = strip.isText || / (text|td|p|quote|code|closing) /.test(box.name);
      strip.hasWords = strip.hasWords || box.element.textContent !== "";
      strip.isMarked = strip.isMarked || / marker /.test(box.name);
      if (/ text /.test(box.name)) {
        strip.left = Math.min(strip.left, box.left);
        strip.isFull = / full /.test(box.name);
        words = box.element.textContent;
      }
    }
    strip.isHead = strip.heads > 0 ? strip.cells === 0 : (!strip.isText && !strip.isBoxed) || /：$/.test(words);
  }

  /* Where a part may begin with a strip, what that costs, and what of the table's head stands above it again. */
  function join(all, index, margin) {
    var above = all[index - 1];
    var strip = all[index];
    var gap = strip.top - above.bottom;
    var isTable = strip.isBoxed && above.isBoxed && gap < 2 * EDGE;
    /* A line's ground or bar alone belongs to what is above it. Rows share the rule between them. */
    var isBare = strip.heads + strip.cells === 0 && !strip.hasWords;
    above.to = above.bottom + (!isTable ? gap / 2 : above.hasWords ? 1 : 0);
    strip.from = isTable ? strip.top : above.to;
    strip.first = isTable ? (above.first === undefined ? index - 1 : above.first) : undefined;
    var isIndented = strip.left > margin + EDGE;
    strip.isItem = !isTable && isIndented && (strip.isMarked || (above.isItem && Math.abs(strip.left - above.left) < EDGE));
    /* A row of one cell above rows of several says whose they are. */
    if (above.isHead || isTable && above.heads === 0 && above.cells === 1 && strip.cells > 1) {
      strip.cost = HEAD;
    } else if (isTable) {
      strip.cost = isBare || strip.heads > 0 && strip.cells > 0 || strip.heads === 0 && strip.cells === 1 && above.cells > 1 ? ROW : TABLE;
    } else {
      var goesOn = above.left < Infinity && !strip.isMarked && (strip.left < Infinity && !isIndented || strip.isItem);
      strip.cost = above.isFull || goesOn ? PARAGRAPH : 0;
    }
    var last = strip.first;
    while (isTable && last < index && all[last].isHead && (last === strip.first || all[last].heads > 1)) {
      last += 1;
    }
    if (isTable && last > strip.first) {
      strip.head = { from: all[strip.first].top, to: all[last - 1].bottom, first: strip.first, last: last };
    }
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
        name(lines[line].firstChild, i);
      }
      sizes[i].line = lines[line];
    }
    posted.hidden = slides.length === 0;
  }

  /* A title breaks in the list where it does on its sheet, which was laid out by its words. */
  function name(element, index) {
    var lines = slides[index].querySelectorAll(".title");
    var all = "";
    for (var i = 0; i < lines.length; i++) {
      all += lines[i].textContent;
    }
    if (all !== titleOf(index)) {
      element.textContent = titleOf(index);
      return;
    }
    for (i = 0; i < lines.length; i++) {
      var line = document.createElement("b");
      line.textContent = lines[i].textContent;
      element.appendChild(line);
    }
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

  /* Shows a sheet whole on an upright screen; on another as wide as the stage, or so much smaller that it falls into fewer
     or better parts. */
  function put(index) {
    var size = sizes[index];
    wide = size.isWide;
    dress();
    var high = stage.clientHeight;
    var whole = Math.min(stage.clientWidth / size.width, high / size.height);
    parts = [{ from: 0, to: size.height, above: 0 }];
    scale = whole;
    if (window.innerHeight <= window.innerWidth) {
      divide(size, whole, high);
    }
    var slide = slides[index];
    var paper = slide.querySelector(".paper");
    slide.querySelector(".sheet").style.transform =
      "translate(" + -size.left * scale + "px," + -size.top * scale + "px) scale(" + scale + ")";
    paper.style.width = size.width * scale + "px";
    paper.style.height = parts[parts.length - 1].to * scale + "px";
    slide.style.left = (stage.clientWidth - size.width * scale) / 2 + "px";
    move(0);
  }

  /* Tries type from as large as the stage is wide to the least that can be read, and takes what costs least, cut where it
     should not be only when there is no other way. What falls into parts at no such size is made smaller until it does;
     one part it always is. */
  function divide(size, whole, high) {
    var rem = parseFloat(window.getComputedStyle(document.documentElement).fontSize);
    var full = stage.clientWidth / size.width;
    var isSquare = window.innerWidth < SQUARE * window.innerHeight;
    var least = (READ * (isSquare ? CHART : 1) * rem) / size.least;
    high -= MARGIN * rem;
    var isChart = size.strips.some(function (strip) {
      return strip.isJoint;
    });
    var best = null;
    var tried = full;
    while (tried > whole && (tried >= least || !best || (isChart && best.isTorn && tried >= least * CHART))) {
      var found = partition(size, tried, high, rem);
      if (found) {
        found.cost += SMALL * 2 * (1 - tried / full);
        if (!best || (best.isTorn && !found.isTorn) || (best.isTorn === found.isTorn && found.cost < best.cost)) {
          best = found;
          parts = found.parts;
          scale = tried;
        }
      }
      tried = tried > least ? Math.max(tried - full / 50, least) : tried - full / 50;
    }
    if (best && whole >= least && (isChart || best.cost > PART + SMALL * 2 * (1 - whole / full))) {
      parts = [{ from: 0, to: size.height, above: 0 }];
      scale = whole;
    }
  }

  /* The cheapest parts of a sheet at a size, each no higher than the stage: from the last strip up, the cheapest way to show
     what begins with it. */
  function partition(size, tried, high, rem) {
    var all = size.strips;
    var ways = [];
    for (var i = all.length - 1; i >= 0; i--) {
      /* No part begins with the lines that join a chart's boxes: they would come from nowhere. */
      if (all[i].isJoint) {
        continue;
      }
      var head = i > 0 && all[i].head;
      var above = i > 0 ? (STRIP * rem) / tried + (head ? head.to - head.from : 0) : 0;
      var from = i === 0 ? 0 : all[i + 1] && all[i + 1].isJoint ? all[i].top - 0.5 : all[i].from;
      for (var j = i; j < all.length && from >= above; j++) {
        var isLast = j === all.length - 1;
        /* Boxes that lines lead down from stand above what they lead to once more; no box stands alone. */
        var leads = !isLast && all[j + 1].isJoint;
        var next = leads ? j : j + 1;
        var rest = !leads || (j > i && all[j - 1].isJoint) ? ways[next] : undefined;
        var to = isLast ? Math.min(size.height, all[j].bottom + (0.2 * rem) / tried) : leads ? all[j].rim - 0.5 / tried : all[j].to;
        var free = 1 - ((above + to - from) * tried) / high;
        if (free < 0) {
          break;
        }
        if (isLast || (rest && !all[j].isJoint)) {
          var cost = PART * (1 + free * free) + (isLast ? 0 : all[next].cost + rest.cost);
          if (!ways[i] || cost < ways[i].cost) {
            ways[i] = {
              cost: cost,
              isTorn: !isLast && (all[next].cost >= HEAD || rest.isTorn),
              part: { from: from, to: to, above: above, head: head },
              next: isLast ? null : rest
            };
          }
        }
      }
    }
    /* A chart that a part has no room for below its sheet's title begins with its first box. */
    var bare = ways[chart(all)];
    var start = bare && (!ways[0] || bare.cost < ways[0].cost) ? bare : ways[0];
    var found = start ? { cost: start.cost, isTorn: start.isTorn, parts: [] } : null;
    for (var way = start; way; way = way.next) {
      found.parts.push(way.part);
    }
    return found;
  }

  /* The first box of a chart that only its sheet's title stands above. */
  function chart(all) {
    for (var i = 0; i + 1 < all.length && (!all[i].isText || all[i + 1].isJoint); i++) {
      if (all[i + 1].isJoint) {
        return i;
      }
    }
    return -1;
  }

  /* Writes the title and the table's head above a part that is not the first. */
  function repeat(index) {
    var one = parts[part];
    var size = sizes[index];
    if (again.parentNode) {
      again.parentNode.removeChild(again);
    }
    if (one.above === 0) {
      return;
    }
    var rem = parseFloat(window.getComputedStyle(document.documentElement).fontSize) / scale;
    var title = document.createElement("b");
    var head = document.createElement("div");
    title.textContent = titleOf(index) + (part > 0 ? "（续）" : "");
    for (var i = one.head ? one.head.first : 0; one.head && i < one.head.last; i++) {
      for (var j = 0; j < size.strips[i].boxes.length; j++) {
        head.appendChild(size.strips[i].boxes[j].element.cloneNode(true));
      }
    }
    again.innerHTML = "";
    again.style.top = size.top + one.from - one.above + "px";
    again.style.height = one.above + "px";
    again.style.fontSize = rem + "px";
    title.style.left = title.style.right = size.left + size.width * BESIDE + "px";
    if (one.head) {
      /* The cells stand where they stand on the sheet, and so far above the part. */
      head.style.top = one.above - one.head.to - size.top + "px";
    }
    again.appendChild(title);
    again.appendChild(head);
    slides[index].querySelector(".sheet").appendChild(again);
  }

  /* Shows a part of the sheet that is shown. It appears where it stays: text that moves cannot be read. */
  function move(to) {
    var slide = slides[running()[shown]];
    part = to;
    repeat(running()[shown]);
    var one = parts[part];
    var at = (one.from - one.above) * scale;
    slide.className = "slide";
    slide.style.transform = at > 0 ? "translateY(" + -at + "px)" : "none";
    cover.style.top = (one.above + Math.min(one.to, sizes[running()[shown]].foot) - one.from) * scale + "px";
    which.textContent = parts.length > 1 ? "第" + (part + 1) + "部分，共" + parts.length + "部分" : "";
    /* Laid out, so that it appears anew. */
    slide.getBoundingClientRect();
    slide.className = "slide is-shown";
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
      move(part + 1);
    } else {
      show(shown + 1);
    }
    wait();
  }

  /* To another sheet; while the screen stands still, to another part of this one first. */
  function go(by) {
    if (paused && parts[part + by] && shown < running().length) {
      move(part + by);
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
  cover.className = "cover";
  again.className = "again";
  which.className = "which";
  stage.appendChild(cover);
  controls.parentNode.appendChild(which);
  wake();
  show(0);
  hold(paused);
})();
