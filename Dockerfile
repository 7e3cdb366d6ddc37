# One image for bot, console and worker; compose chooses the command.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements/run.txt requirements/build.txt ./
RUN python -m venv /opt/tools && python -m venv --without-pip /opt/highbeam \
 && /opt/tools/bin/pip install --no-cache-dir --require-hashes -r build.txt \
 && /opt/tools/bin/pip --python /opt/highbeam/bin/python install --no-cache-dir --require-hashes -r run.txt
COPY . .
RUN PATH=/opt/tools/bin:$PATH /opt/tools/bin/python ops/assets.py \
 && /opt/tools/bin/hatchling build -t wheel \
 && /opt/tools/bin/pip --python /opt/highbeam/bin/python install --no-cache-dir --no-deps dist/*.whl

FROM python:3.11-slim-bookworm
# The folders that compose lays volumes over: a new volume takes on their owner and mode.
RUN useradd --system --uid 10001 --create-home highbeam && install -d -o highbeam -m 700 /data /data/keys /data/desk /data/files
COPY --from=build /opt/highbeam /opt/highbeam
ENV PATH=/opt/highbeam/bin:$PATH HIGHBEAM_DATA=/data PYTHONUNBUFFERED=1
USER highbeam
ENTRYPOINT ["highbeam"]
CMD ["run", "bot"]
