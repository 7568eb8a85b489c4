// Draws every figure from the specification beside it, in the colours of the page.
(() => {
  const plots = [...document.querySelectorAll(".plot")];
  const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--figure-ink").trim();
  const narrow = () => window.innerWidth < 600;
  // On a narrow screen the names of rows are broken into shorter lines and rows made higher.
  const wrap = (text) => {
    const lines = [""];
    const [name, kind] = text.split("<br><i>");
    for (const word of name.replaceAll("<br>", " ").split(" ")) {
      const line = lines[lines.length - 1];
      if (line && (line + " " + word).length > 19) lines.push(word);
      else lines[lines.length - 1] = line ? line + " " + word : word;
    }
    return lines.join("<br>") + (kind ? "<br><i>" + kind : "");
  };
  const shorten = (figure) => {
    const rows = figure.layout.yaxis.categoryarray;
    if (!rows) return;
    figure.layout.yaxis.categoryarray = rows.map(wrap);
    for (const trace of figure.data) {
      trace.y = trace.y.map((row) => (row === null ? null : wrap(row)));
    }
    const lines = Math.max(...rows.map((row) => wrap(row).split("<br>").length));
    figure.layout.height = Math.max(figure.layout.height, rows.length * (lines * 14 + 3) + 150);
  };
  const draw = (plot) => {
    const name = plot.dataset.figure;
    const figure = JSON.parse(document.getElementById("spec-" + name).textContent);
    figure.layout.font.color = ink();
    if (narrow()) {
      figure.layout.font.size = 11;
      figure.layout.margin.r = 10;
      shorten(figure);
    }
    const config = {
      responsive: true,
      displaylogo: false,
      modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
      toImageButtonOptions: { format: "png", filename: name, scale: 2 },
    };
    return Plotly.newPlot(plot, figure.data, figure.layout, config).then(() => {
      plot.dataset.drawn = "yes";
    });
  };
  const all = async () => {
    for (const plot of plots) {
      await draw(plot);
      await new Promise((next) => setTimeout(next));
    }
    document.documentElement.dataset.ready = "yes";
  };
  all();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    plots.forEach((plot) => Plotly.relayout(plot, { "font.color": ink() }));
  });
})();
