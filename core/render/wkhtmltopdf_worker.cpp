#include "core/render/wkhtmltopdf_worker.h"

#include "core/render/pdf_bytes.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace hostler::render {
namespace {

using Cause = PdfError::Cause;

// One line of arguments; none of them holds a blank or a quote.
std::string orderLine() {
  std::string line;
  for (const auto& option : pdfOptions()) {
    line += std::string{option.argument} + " ";
    if (option.hasValue) line += std::string{option.value} + " ";
  }
  return line + PdfWorkplace::kDocument + " -\n";
}

std::pair<child::Descriptor, child::Descriptor> socketPair() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error{errno, std::generic_category(), "socketpair"};
  }
  return {child::Descriptor{ends[0]}, child::Descriptor{ends[1]}};
}

int millisecondsUntil(Monotonic deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

}  // namespace

WkhtmltopdfWorker::WkhtmltopdfWorker(const PdfSettings& settings, child::Nursery& nursery)
    : settings_{settings}, place_{settings} {
  auto [ours, theirs] = socketPair();
  auto pipe = child::Pipe::open();
  // It opens its output anew by name, which asks for the right to.
  if (const auto& user = place_.user();
      user && ::fchown(pipe.writing.number(), user->user, user->group) != 0) {
    throw std::system_error{errno, std::generic_category(), "fchown"};
  }
  child::Command command;
  command.program = settings.program;
  command.arguments = {"--quiet", "--read-args-from-stdin"};
  command.handed = {{theirs.number(), 0}, {pipe.writing.number(), 1}};
  place_.furnish(command, settings);
  process_.emplace(nursery.start(command));
  orders_ = std::move(ours);
  printed_ = std::move(pipe.reading);
}

std::string WkhtmltopdfWorker::convert(std::string_view html, Monotonic deadline) {
  try {
    place_.write(html);
  } catch (const std::system_error& error) {
    throw PdfFailure{Cause::Failed, error.what()};
  }
  order(deadline);
  return receive(deadline);
}

void WkhtmltopdfWorker::order(Monotonic deadline) {
  static const auto line = orderLine();
  std::string_view rest = line;
  while (!rest.empty()) {
    pollfd room{orders_.number(), POLLOUT, 0};
    if (::poll(&room, 1, millisecondsUntil(deadline)) == 0) {
      throw PdfFailure{Cause::TimedOut, "the renderer takes no document"};
    }
    const auto sent =
        ::send(orders_.number(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (sent < 0) throw ended(deadline);
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string WkhtmltopdfWorker::receive(Monotonic deadline) {
  std::string pdf;
  while (!isWholePdf(pdf)) {
    pollfd there{printed_.number(), POLLIN, 0};
    const int ready = ::poll(&there, 1, millisecondsUntil(deadline));
    if (ready == 0) throw PdfFailure{Cause::TimedOut, "the document was not done in time"};
    if (ready < 0) continue;

    const auto had = pdf.size();
    pdf.resize(had + 64 * 1024);
    const auto size = ::read(printed_.number(), pdf.data() + had, 64 * 1024);
    pdf.resize(had + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    if (size == 0) throw ended(deadline);
    if (pdf.size() > settings_.largestPdf) {
      throw PdfFailure{Cause::TooLarge, "the PDF is too large"};
    }
  }
  return pdf;
}

}  // namespace hostler::render
