#include "core/front/adopted_socket.h"

#include <Poco/Net/StreamSocketImpl.h>

#include <memory>

namespace hostler::front {
namespace {

// POCO counts references by itself but keeps the destructor from us, and with it unique_ptr.
class AdoptedSocketImpl final : public Poco::Net::StreamSocketImpl {
 public:
  explicit AdoptedSocketImpl(int descriptor) : StreamSocketImpl{descriptor} {}
  ~AdoptedSocketImpl() override = default;
};

}  // namespace

Poco::Net::StreamSocket adoptSocket(int descriptor) {
  return Poco::Net::StreamSocket{std::make_unique<AdoptedSocketImpl>(descriptor).release()};
}

}  // namespace hostler::front
