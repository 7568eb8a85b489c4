// Draws every figure from the specification beside it, in the colours of the page.
(() => {
  const plots = [...document.querySelectorAll(".plot")];
  const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--figure-ink").trim();
  const narrow = () => window.innerWidth < 600;
  const draw = (plot) => {
    const name = plot.dataset.figure;
    const figure = JSON.parse(document.getElementById("spec-" + name).textContent);
    figure.layout.font.color = ink();
    if (narrow()) {
      figure.layout.font.size = 11;
      figure.layout.margin.r = 12;
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
