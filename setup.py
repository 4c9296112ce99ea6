"""What `pyproject.toml` cannot say: the sample articles of `corpora/` travel inside the package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SAMPLES = ("MANIFEST.json", "*/*.txt")
"""What the review desk reads of `corpora/`."""


class BuildWithSamples(build_py):
    """Copies the articles to `checker/corpora`, where an installed desk looks for them."""

    def run(self) -> None:
        """Builds the package, then adds the articles; a checkout has them in place."""
        super().run()
        if self.editable_mode:
            return
        corpora = Path("corpora")
        for pattern in SAMPLES:
            for article in sorted(corpora.glob(pattern)):
                copy = Path(self.build_lib, "checker", "corpora", article.relative_to(corpora))
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(article, copy)


setup(cmdclass={"build_py": BuildWithSamples})
