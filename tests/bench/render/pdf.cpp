// PDFs a second: our renderer with one worker against wkhtmltopdf's own batch mode without a delay,
// in turn, on the shipped invoice. usage: bench_pdf [DOCUMENTS] [ROUNDS]
#include "core/child/nursery.h"
#include "core/render/pdf_renderer.h"
#include "core/render/template_library.h"
#include "tests/bench/stage/row.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace hostler;
using namespace hostler::render;
using Seconds = std::chrono::duration<double>;

template <class Work>
double perSecond(int documents, Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return documents / Seconds{std::chrono::steady_clock::now() - start}.count();
}

// All lines at once into a bare wkhtmltopdf, as its manual has it.
double batch(const std::filesystem::path& directory, int documents) {
  return perSecond(documents, [&] {
    const auto command =
        "cd " + directory.string() + " && wkhtmltopdf --quiet --read-args-from-stdin 2>/dev/null";
    FILE* program = ::popen(command.c_str(), "w");
    for (int i = 0; i < documents; ++i) {
      for (const auto& option : pdfOptions()) {
        std::fprintf(program, "%s %s ", option.argument, option.hasValue ? option.value : "");
      }
      std::fprintf(program, "in.html out%d.pdf\n", i);
    }
    ::pclose(program);
  });
}

double ours(child::Nursery& nursery, const std::string& html, int documents) {
  PdfRenderer renderer{{}, nursery};
  return perSecond(documents, [&] {
    for (int i = 0; i < documents; ++i) {
      if (!renderer.render(html)) throw std::runtime_error{"no PDF"};
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  const int documents = argc > 1 ? std::atoi(argv[1]) : 100;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const SystemClock clock;
  const TemplateLibrary library;
  const auto model = library.sample("invoice", "invoice");
  const auto html =
      library.find({"invoice", "invoice", "en"}).render(TemplateEngine{clock}, model).html;
  auto directory = (std::filesystem::temp_directory_path() / "hostler-bench-XXXXXX").string();
  if (::mkdtemp(directory.data()) == nullptr) return 1;
  std::ofstream{directory + "/in.html"} << html;

  child::Nursery nursery;
  nursery.namespacesWork();
  std::vector<double> ratios, rates, batches;
  for (int round = 0; round < rounds; ++round) {
    const auto theirs = batch(directory, documents);
    const auto here = ours(nursery, html, documents);
    ratios.push_back(here / theirs);
    rates.push_back(here);
    batches.push_back(theirs);
    bench::say("renderer " + bench::fine(here) + "/s, batch " + bench::fine(theirs) + "/s");
  }
  std::filesystem::remove_all(directory);
  const auto median = [](std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
  };
  bench::print({"invoice PDF, one renderer", bench::fine(median(rates)) + "/s",
                "wkhtmltopdf's batch mode " + bench::fine(median(batches)) + "/s",
                bench::fine(median(ratios)), "0.9", median(ratios) >= 0.9});
}
