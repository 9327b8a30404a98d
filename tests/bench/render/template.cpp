// What it costs to read and fill templates, in microseconds: the shipped mail and the shipped
// invoice.
#include "core/render/template_library.h"

#include <chrono>
#include <iostream>

int main() {
  using namespace hostler;
  using namespace hostler::render;
  const SystemClock clock;
  const TemplateEngine engine{clock};
  const TemplateLibrary library;
  constexpr int kRounds = 500;
  for (const auto& [channel, name] :
       {std::pair{"mail", "invoice"}, {"sms", "otp"}, {"invoice", "invoice"}}) {
    const auto sources = library.find({channel, name, "en"});
    const auto model = library.sample(channel, name);
    const auto start = std::chrono::steady_clock::now();
    std::size_t bytes = 0;
    for (int i = 0; i < kRounds; ++i) {
      const auto message = sources.render(engine, model);
      bytes = message.subject.size() + message.text.size() + message.html.size();
    }
    const auto took = std::chrono::steady_clock::now() - start;
    std::cout << channel << "/" << name << ": " << bytes << " bytes, "
              << std::chrono::duration<double, std::micro>(took).count() / kRounds << " us\n";
  }
}
