#include "core/front/application.h"

#include <stdexcept>

namespace hostler::front {

void Responder::Target::abandon() {
  answer(Response{.status = 500, .headers = {}, .body = {}});
}

Responder& Responder::operator=(Responder&& other) noexcept {
  if (this != &other) {
    abandon();
    target_ = std::move(other.target_);
  }
  return *this;
}

Responder::~Responder() {
  abandon();
}

void Responder::answer(Response response) {
  if (!target_) throw std::logic_error{"a request was answered twice"};
  target_->answer(std::move(response));
  target_.reset();
}

std::shared_ptr<Stream> Responder::stream(Response head) {
  if (!target_) throw std::logic_error{"a request was answered twice"};
  auto stream = target_->stream(std::move(head));
  target_.reset();
  return stream;
}

void Responder::abandon() noexcept {
  if (!target_) return;
  try {
    target_->abandon();
  } catch (...) {
    // Only memory can fail here; the connection then ends by its peer's patience.
  }
  target_.reset();
}

}  // namespace hostler::front
